package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.plugins.PluginsSettings;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Retention;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an update forget the oldest of the versions that it leaves behind. Thread-safe. */
@Component(service = KeptVersions.class, configurationPid = PluginsSettings.PID)
public final class KeptVersions {
  private static final Logger log = LoggerFactory.getLogger(KeptVersions.class);
  private static final Set<PluginOperation> BRINGING =
      Set.of(PluginOperation.INSTALL, PluginOperation.UPDATE);

  private final ArtifactStore artifacts;
  private volatile int kept;

  @Activate
  public KeptVersions(PluginsSettings settings, @Reference ArtifactStore artifacts) {
    this.artifacts = artifacts;
    this.kept = settings.keptVersions();
  }

  @Modified
  void configure(PluginsSettings changed) {
    kept = changed.keptVersions();
  }

  /** The change, and with it what it makes too old to be kept. */
  RequestedChange trimming(PluginOperation operation, RequestedChange change) {
    int now = kept;
    return BRINGING.contains(operation)
        ? new RequestedChange(
            change.name(),
            registry -> Retention.trim(change.change().apply(registry), change.name(), now))
        : change;
  }

  /** The digests of what an operation that brings a version forgets. */
  Set<String> forgotten(PluginOperation operation, String name, Registry before, Registry after) {
    if (!BRINGING.contains(operation)) {
      return new HashSet<>();
    }
    Set<String> gone = digests(before, name);
    gone.removeAll(digests(after, name));
    return gone;
  }

  /** Deletes the bytes of what an operation that brings a version has forgotten. */
  void tidy(PluginOperation operation, String name, Registry before, Registry after) {
    for (String digest : forgotten(operation, name, before, after)) {
      try {
        artifacts.delete(digest);
      } catch (IOException e) {
        // The operation is done; a prune will find them.
        log.atWarn()
            .addKeyValue("digest", digest)
            .addKeyValue("reason", e.getMessage())
            .log("the bytes of a forgotten version could not be deleted");
      }
    }
  }

  private static Set<String> digests(Registry registry, String name) {
    return registry.releases(name).stream()
        .map(Release::digest)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
