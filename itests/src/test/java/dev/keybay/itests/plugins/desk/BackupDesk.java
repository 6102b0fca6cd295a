package dev.keybay.itests.plugins.desk;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** A desk of another name. */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint(value = "desk", iface = "backup")
public final class BackupDesk extends Desk {

  @Activate
  public BackupDesk(BundleContext context) {
    super("backup", context);
  }
}
