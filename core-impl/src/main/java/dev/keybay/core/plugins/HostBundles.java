package dev.keybay.core.plugins;

import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Tells the host's bundles from plugins: the launcher installs its own from one place, the
 * distribution's {@code bundles/} folder, and says so in the property {@value #PROPERTY}.
 */
@Component(service = HostBundles.class)
public final class HostBundles {
  /** Framework property: what the locations of the host's bundles begin with. */
  static final String PROPERTY = "keybay.host.locations";

  private final String prefix;

  @Activate
  public HostBundles(BundleContext context) {
    String configured = context.getProperty(PROPERTY);
    prefix =
        configured == null
            ? "reference:" + Path.of(context.getProperty("keybay.home"), "bundles").toUri()
            : configured;
  }

  boolean isHost(Bundle bundle) {
    return bundle.getBundleId() == 0 || bundle.getLocation().startsWith(prefix);
  }
}
