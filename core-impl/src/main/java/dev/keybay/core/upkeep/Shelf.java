package dev.keybay.core.upkeep;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.registry.Demands;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Release;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.jar.JarInspector;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.jar.PluginIdentity;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands in the content store, registered or not. Thread-safe. */
@Component(service = Shelf.class)
public final class Shelf {
  private static final Logger log = LoggerFactory.getLogger(Shelf.class);

  private final ArtifactStore artifacts;
  private final Clock clock;

  /** By digest; what is under a digest never changes. Empty for what is no plugin. */
  private final Map<String, Optional<PluginIdentity>> known = new ConcurrentHashMap<>();

  @Activate
  public Shelf(@Reference ArtifactStore artifacts, @Reference Clock clock) {
    this.artifacts = artifacts;
    this.clock = clock;
  }

  /** Releases whose bytes are here and that are not registered, lowest first. */
  public List<Release> unregistered(Registry registry) throws IOException {
    List<Release> found = new ArrayList<>();
    for (String digest : unreferred(registry)) {
      identity(digest)
          .map(
              identity ->
                  new Release(
                          identity.plugin(),
                          identity.format(),
                          digest,
                          Optional.empty(),
                          "content store",
                          clock.instant())
                      .demanding(Demands.of(identity.descriptor())))
          .ifPresent(found::add);
    }
    found.sort(Comparator.comparing(Release::plugin));
    return found;
  }

  /** Digests that nothing registered refers to. */
  public Set<String> unreferred(Registry registry) throws IOException {
    Set<String> digests = new HashSet<>(artifacts.digests());
    registry.releases().values().forEach(release -> digests.remove(release.digest()));
    return digests;
  }

  /** Registered releases whose bytes are gone. */
  List<Release> missing(Registry registry) {
    return registry.releases().values().stream()
        .filter(release -> !artifacts.has(release.digest()))
        .collect(Collectors.toList());
  }

  /** What a release says about itself; one without a descriptor says nothing. */
  public Descriptor descriptor(Release release) {
    return identity(release.digest())
        .flatMap(PluginIdentity::descriptor)
        .orElseThrow(
            () ->
                new KbsException(
                    ErrorCode.CONFLICT,
                    release.plugin() + " has no descriptor that can be read here"));
  }

  private Optional<PluginIdentity> identity(String digest) {
    return known.computeIfAbsent(digest, this::look);
  }

  private Optional<PluginIdentity> look(String digest) {
    try {
      return Optional.of(JarInspector.inspect(artifacts.intact(digest), name -> true).identity());
    } catch (IOException | BadJarException e) {
      log.atWarn()
          .addKeyValue("digest", digest)
          .addKeyValue("reason", e.getMessage())
          .log("a file in the content store is no plugin");
      return Optional.empty();
    }
  }
}
