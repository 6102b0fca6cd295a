package dev.keybay.core.upkeep;

import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.plugins.HostedPlugin;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.plugins.PluginLocation;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Release;
import dev.keybay.format.naming.PluginVersion;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where the framework or the content store is not what the registry says, because somebody went
 * past the operations. {@link Sync} mends it. Thread-safe.
 */
@Component(service = Drift.class)
public final class Drift {
  private final ArtifactStore artifacts;
  private final Hosting hosting;

  @Activate
  public Drift(@Reference ArtifactStore artifacts, @Reference Hosting hosting) {
    this.artifacts = artifacts;
    this.hosting = hosting;
  }

  /** Of a bundle in the framework; in words, empty if all agrees. */
  public Optional<String> of(Registry now, HostedPlugin running) {
    Optional<PluginVersion> brought = PluginLocation.versionAt(running.location());
    Optional<Release> release = now.release(running.plugin());
    if (brought.isEmpty()) {
      return Optional.of("the shell has installed this bundle; the registry does not know it");
    }
    if (!brought.get().equals(running.plugin())) {
      return Optional.of("the shell has put it in the place of " + brought.get());
    }
    if (hosting.isBypassed(running.plugin())) {
      return Optional.of("the shell has updated it in place; its bytes are not those registered");
    }
    boolean stopped =
        running.state() == PluginState.DISABLED && now.running().contains(running.plugin());
    return stopped
        ? Optional.of("the shell has stopped it; the registry wants it to serve")
        : release.flatMap(this::bytes);
  }

  /** Of a release that is not in the framework. */
  public Optional<String> of(Registry now, Release release) {
    boolean taken =
        now.running().contains(release.plugin()) && hosting.isBypassed(release.plugin());
    return taken
        ? Optional.of("the shell has uninstalled or replaced it; the registry wants it to serve")
        : bytes(release);
  }

  /** Of a release's bytes in the content store. */
  Optional<String> bytes(Release release) {
    if (!artifacts.has(release.digest())) {
      return Optional.of("its bytes are gone from the content store");
    }
    return artifacts.looksIntact(release.digest())
        ? Optional.empty()
        : Optional.of("its bytes in the content store are damaged");
  }
}
