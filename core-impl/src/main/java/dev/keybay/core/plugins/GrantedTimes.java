package dev.keybay.core.plugins;

import dev.keybay.core.routing.RouterSettings;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How long the host waits for a version: as the settings say, or what its descriptor asks for. */
@Component(service = GrantedTimes.class)
public final class GrantedTimes {
  private final RouterSettings settings;
  private final Plugins plugins;

  @Activate
  public GrantedTimes(@Reference RouterSettings settings, @Reference Plugins plugins) {
    this.settings = settings;
    this.plugins = plugins;
  }

  /** How long it may take to start, to become well, or to come back from its stop. */
  Duration start(PluginEntry entry) {
    return GrantedLimits.start(
        settings.startDeadline(), entry.identity().descriptor(), plugins.ships(entry));
  }

  /** How long the last requests inside may take. */
  Duration drain(PluginEntry entry) {
    return GrantedLimits.drain(
        settings.drainDeadline(), entry.identity().descriptor(), plugins.ships(entry));
  }
}
