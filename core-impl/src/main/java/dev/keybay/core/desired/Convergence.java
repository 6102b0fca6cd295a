package dev.keybay.core.desired;

import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Relations;
import dev.keybay.core.registry.Release;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Brings the broker to what the file wants, by the operations that an operator has. It looks at the
 * registry before each, so what is as it shall be is left alone. What fails hinders nothing that
 * comes after it. Confined to its thread.
 */
final class Convergence {
  private static final Set<PluginState> BROKEN =
      EnumSet.of(PluginState.FAILED, PluginState.QUARANTINED);

  private final PluginManager operations;
  private final RegistryStore registry;
  private final ArtifactStore artifacts;
  private final Attempts tries;

  Convergence(PluginManager operations, RegistryStore registry, ArtifactStore artifacts) {
    this.operations = operations;
    this.registry = registry;
    this.artifacts = artifacts;
    this.tries = new Attempts(operations);
  }

  /** What was done to one plugin: each change, or that all was kept. */
  List<PluginChange> bring(Wishes.OfPlugin wish) {
    for (Wishes.OfStream stream : wish.streams()) {
      if (stream.enabled()) {
        tries.each(stream.id(), () -> serve(stream));
      } else {
        tries.each(stream.id(), () -> know(stream));
      }
    }
    wish.promoted().ifPresent(id -> tries.each(id, () -> promote(id, wish.route())));
    wish.route().ifPresent(shares -> tries.each(wish.name(), () -> route(wish.name(), shares)));
    for (Wishes.OfStream stream : wish.streams()) {
      // Last: what shall take over from it serves by now.
      if (!stream.enabled()) {
        tries.each(stream.id(), () -> switchOff(stream.id()));
      }
      stream.exposed().ifPresent(on -> tries.each(stream.id(), () -> expose(stream.id(), on)));
    }
    List<PluginChange> results = tries.results();
    return results.isEmpty() ? List.of(new PluginChange(wish.name(), "kept", "")) : results;
  }

  /** Switches off what serves and is not named; what ships with the distribution is left alone. */
  List<PluginChange> leaveOnly(List<Wishes.OfPlugin> wishes) {
    List<StreamId> wanted =
        wishes.stream().flatMap(wish -> wish.streams().stream()).map(Wishes.OfStream::id).toList();
    for (PluginStream stream : registry.current().streams().values()) {
      if (!wanted.contains(stream.id()) && !ships(stream)) {
        tries.each(stream.id(), () -> switchOff(stream.id()));
      }
    }
    return tries.results();
  }

  private void serve(Wishes.OfStream wish) {
    PluginVersion version = wish.version();
    Optional<PluginStream> stream = registry.current().stream(wish.id());
    checkBytes(wish);
    if (stream.flatMap(PluginStream::serving).filter(version::equals).isPresent()) {
      revive(version);
      return;
    }
    Optional<PluginVersion> active = stream.flatMap(PluginStream::active);
    boolean known = registry.current().release(version).isPresent();
    PluginRequest enable = PluginRequest.of(PluginOperation.ENABLE, version.toString());
    if (active.filter(version::equals).isPresent()) {
      run(wish, enable);
    } else if (active.filter(old -> old.compareTo(version) > 0).isPresent()) {
      boolean off = stream.flatMap(PluginStream::serving).isEmpty();
      run(
          wish,
          known
              ? PluginRequest.of(PluginOperation.DOWNGRADE, version.toString())
              : withJar(PluginOperation.DOWNGRADE, wish));
      if (off) {
        run(wish, enable);
      }
    } else {
      run(wish, withJar(PluginOperation.INSTALL, wish));
    }
  }

  /**
   * Lets a version run with the consent of its entry. Without, one that asks for more than was
   * granted is registered, as from the deploy folder: it awaits that consent.
   */
  private void run(Wishes.OfStream wish, PluginRequest asked) {
    PluginRequest request = wish.consent() ? asked.with("consent", "true") : asked;
    Optional<Attempts.Refused> awaited = Attempts.awaited(tries.planned(wish, request));
    if (awaited.isPresent()) {
      know(wish);
      throw awaited.get();
    }
    tries.perform(request);
  }

  /**
   * What shall serve and was found broken is tried again; that it is chosen is not enough. What
   * waits for another is not tried: it follows by itself, and each try would be a change that calls
   * for the next one.
   */
  private void revive(PluginVersion version) {
    boolean waits = Relations.held(registry.current()).containsKey(version);
    if (!waits && broken(version).isPresent()) {
      tries.perform(PluginRequest.of(PluginOperation.ENABLE, version.toString()));
    }
    Optional<String> why = broken(version);
    if (why.isPresent()) {
      throw new Attempts.Refused(why.get());
    }
  }

  /** Why a version that shall serve does not. */
  private Optional<String> broken(PluginVersion version) {
    return operations.list().stream()
        .filter(info -> new PluginVersion(info.name(), info.version()).equals(version))
        .filter(info -> BROKEN.contains(info.state()))
        .map(info -> version + " is " + info.state() + ": " + info.problem().orElse("unknown"))
        .findFirst();
  }

  /** A stream that is switched off has its version all the same, to be switched on by hand. */
  private void know(Wishes.OfStream wish) {
    checkBytes(wish);
    if (registry.current().release(wish.version()).isEmpty()) {
      PluginRequest request = withJar(PluginOperation.REGISTER, wish);
      var unused = tries.planned(wish, request);
      tries.perform(request);
    }
  }

  private void checkBytes(Wishes.OfStream wish) {
    Optional<Release> release = registry.current().release(wish.version());
    if (release.isPresent()
        && wish.sha256().filter(wanted -> !release.get().digest().endsWith(wanted)).isPresent()) {
      throw new Attempts.Refused(
          wish.version()
              + " is registered with other bytes ("
              + release.get().digest()
              + "); a version never changes: raise the version");
    }
  }

  /** From the content store if it is there already, else from where the file says. */
  private PluginRequest withJar(PluginOperation operation, Wishes.OfStream wish) {
    Optional<Release> release = registry.current().release(wish.version());
    String source;
    try {
      source =
          release.isPresent()
              ? artifacts.intact(release.get().digest()).toString()
              : wish.source()
                  .orElseThrow(
                      () ->
                          new Attempts.Refused(
                              wish.version() + " is not here, and no \"source\" says where it is"));
    } catch (IOException e) {
      throw new Attempts.Refused(String.valueOf(e.getMessage()));
    }
    PluginRequest request = PluginRequest.of(operation, source);
    if (wish.sha256().isPresent()) {
      request = request.with("sha256", wish.sha256().get());
    }
    return request;
  }

  /**
   * Together with the shares: between two operations all guests would go to the promoted stream.
   */
  private void promote(StreamId id, Optional<SortedMap<PluginVersion, Integer>> shares) {
    boolean promoted =
        registry
            .current()
            .exposure(id.name())
            .flatMap(Exposure::promoted)
            .filter(id::equals)
            .isPresent();
    if (!promoted) {
      PluginRequest request = PluginRequest.of(PluginOperation.PROMOTE, id.toString());
      tries.performAgreed(shares.isPresent() ? divided(request, shares.get()) : request);
    }
  }

  private void route(String name, Map<PluginVersion, Integer> shares) {
    boolean routed =
        registry.current().exposure(name).filter(now -> now.weights().equals(shares)).isPresent();
    if (!routed) {
      tries.performAgreed(divided(PluginRequest.of(PluginOperation.ROUTE, name), shares));
    }
  }

  private static PluginRequest divided(PluginRequest request, Map<PluginVersion, Integer> shares) {
    PluginRequest divided = request;
    for (Map.Entry<PluginVersion, Integer> share : shares.entrySet()) {
      divided = divided.with(share.getKey().version(), share.getValue().toString());
    }
    return divided;
  }

  private void expose(StreamId id, boolean on) {
    boolean exposed =
        registry
            .current()
            .exposure(id.name())
            .filter(now -> now.exposed().contains(id))
            .isPresent();
    if (exposed != on) {
      tries.perform(
          PluginRequest.of(on ? PluginOperation.EXPOSE : PluginOperation.HIDE, id.toString()));
    }
  }

  private void switchOff(StreamId id) {
    if (registry.current().stream(id).flatMap(PluginStream::serving).isPresent()) {
      tries.perform(PluginRequest.of(PluginOperation.DISABLE, id.toString()));
    }
  }

  private boolean ships(PluginStream stream) {
    Registry now = registry.current();
    return now.releases(stream.id()).stream()
        .anyMatch(release -> now.offered().contains(release.digest()));
  }
}
