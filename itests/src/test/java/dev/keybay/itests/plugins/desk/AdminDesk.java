package dev.keybay.itests.plugins.desk;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The desk for administrators. */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint(value = "desk", iface = "admin")
public final class AdminDesk extends Desk {

  @Activate
  public AdminDesk(BundleContext context) {
    super("admin", context);
  }
}
