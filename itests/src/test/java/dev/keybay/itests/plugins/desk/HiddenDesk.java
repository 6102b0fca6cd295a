package dev.keybay.itests.plugins.desk;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** A desk that the descriptor does not know. */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint(value = "desk", iface = "hidden")
public final class HiddenDesk extends Desk {

  @Activate
  public HiddenDesk(BundleContext context) {
    super("hidden", context);
  }
}
