package dev.keybay.itests.plugins.desk;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The desk for guests. */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("desk")
public final class LaunchDesk extends Desk {

  @Activate
  public LaunchDesk(BundleContext context) {
    super("launch", context);
  }
}
