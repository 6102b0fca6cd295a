package dev.keybay.core.desired;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.config.Document;
import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Relations;
import dev.keybay.core.registry.Release;
import dev.keybay.core.transaction.RegistryDiff;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the broker to what the file wants, by the operations that an operator has. It looks at the
 * registry before each, so what is as it shall be is left alone. What fails hinders nothing that
 * comes after it. Confined to its thread.
 */
final class Convergence {
  private static final Logger log = LoggerFactory.getLogger(Convergence.class);

  private static final Set<PluginState> BROKEN =
      EnumSet.of(PluginState.FAILED, PluginState.QUARANTINED);

  private final PluginManager operations;
  private final RegistryStore registry;
  private final ArtifactStore artifacts;
  private final List<PluginChange> changes = new ArrayList<>();

  Convergence(PluginManager operations, RegistryStore registry, ArtifactStore artifacts) {
    this.operations = operations;
    this.registry = registry;
    this.artifacts = artifacts;
  }

  /** What was done to one plugin: each change, or that all was kept. */
  List<PluginChange> bring(Wishes.OfPlugin wish) {
    changes.clear();
    for (Wishes.OfStream stream : wish.streams()) {
      if (stream.enabled()) {
        each(stream.id(), () -> serve(stream));
      } else {
        each(stream.id(), () -> know(stream));
      }
    }
    wish.promoted().ifPresent(id -> each(id, () -> promote(id, wish.route())));
    wish.route().ifPresent(shares -> each(wish.name(), () -> route(wish.name(), shares)));
    for (Wishes.OfStream stream : wish.streams()) {
      // Last: what shall take over from it serves by now.
      if (!stream.enabled()) {
        each(stream.id(), () -> switchOff(stream.id()));
      }
      stream.exposed().ifPresent(on -> each(stream.id(), () -> expose(stream.id(), on)));
    }
    if (changes.isEmpty()) {
      changes.add(new PluginChange(wish.name(), "kept", ""));
    }
    return List.copyOf(changes);
  }

  /** Switches off what serves and is not named; what ships with the distribution is left alone. */
  List<PluginChange> leaveOnly(List<Wishes.OfPlugin> wishes) {
    changes.clear();
    List<StreamId> wanted =
        wishes.stream().flatMap(wish -> wish.streams().stream()).map(Wishes.OfStream::id).toList();
    for (PluginStream stream : registry.current().streams().values()) {
      if (!wanted.contains(stream.id()) && !ships(stream)) {
        each(stream.id(), () -> switchOff(stream.id()));
      }
    }
    return List.copyOf(changes);
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
    Optional<Refused> awaited = awaited(planned(wish, request));
    if (awaited.isPresent()) {
      know(wish);
      throw awaited.get();
    }
    perform(request);
  }

  /** What nobody has agreed to yet, and where to: by a plan, which alone tells that apart. */
  private static Optional<Refused> awaited(OperationReport plan) {
    return plan.changes().stream()
        .filter(change -> change.change().equals(RegistryDiff.NEEDS_CONSENT))
        .map(
            change ->
                new Refused(
                    change.plugin()
                        + " asks for more than was granted: "
                        + change.detail()
                        + ". To consent, write \"consent\": true in its entry of "
                        + Document.DESIRED_PLUGINS))
        .findFirst();
  }

  /**
   * What shall serve and was found broken is tried again; that it is chosen is not enough. What
   * waits for another is not tried: it follows by itself, and each try would be a change that calls
   * for the next one.
   */
  private void revive(PluginVersion version) {
    boolean waits = Relations.held(registry.current()).containsKey(version);
    if (!waits && broken(version).isPresent()) {
      perform(PluginRequest.of(PluginOperation.ENABLE, version.toString()));
    }
    Optional<String> why = broken(version);
    if (why.isPresent()) {
      throw new Refused(why.get());
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
      var unused = planned(wish, request);
      perform(request);
    }
  }

  private void checkBytes(Wishes.OfStream wish) {
    Optional<Release> release = registry.current().release(wish.version());
    if (release.isPresent()
        && wish.sha256().filter(wanted -> !release.get().digest().endsWith(wanted)).isPresent()) {
      throw new Refused(
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
                          new Refused(
                              wish.version() + " is not here, and no \"source\" says where it is"));
    } catch (IOException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
    PluginRequest request = PluginRequest.of(operation, source);
    if (wish.sha256().isPresent()) {
      request = request.with("sha256", wish.sha256().get());
    }
    return request;
  }

  /** What a request would do; refused if that is about another version than the entry's. */
  private OperationReport planned(Wishes.OfStream wish, PluginRequest request) {
    OperationReport plan = operations.perform(request.planned());
    if (!plan.target().equals(wish.version().toString())) {
      throw new Refused(request.target() + " is " + plan.target() + ", not " + wish.version());
    }
    return plan;
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
      performAgreed(shares.isPresent() ? divided(request, shares.get()) : request);
    }
  }

  private void route(String name, Map<PluginVersion, Integer> shares) {
    boolean routed =
        registry.current().exposure(name).filter(now -> now.weights().equals(shares)).isPresent();
    if (!routed) {
      performAgreed(divided(PluginRequest.of(PluginOperation.ROUTE, name), shares));
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
      perform(PluginRequest.of(on ? PluginOperation.EXPOSE : PluginOperation.HIDE, id.toString()));
    }
  }

  private void switchOff(StreamId id) {
    if (registry.current().stream(id).flatMap(PluginStream::serving).isPresent()) {
      perform(PluginRequest.of(PluginOperation.DISABLE, id.toString()));
    }
  }

  private boolean ships(PluginStream stream) {
    Registry now = registry.current();
    return now.releases(stream.id()).stream()
        .anyMatch(release -> now.offered().contains(release.digest()));
  }

  /** What a share lets run has the consent of its entry by now, or does not get it here. */
  private void performAgreed(PluginRequest request) {
    Optional<Refused> awaited = awaited(operations.perform(request.planned()));
    if (awaited.isPresent()) {
      throw awaited.get();
    }
    perform(request);
  }

  private void perform(PluginRequest request) {
    changes.addAll(operations.perform(request).changes());
  }

  private void each(Object what, Runnable work) {
    try {
      work.run();
    } catch (KbsException e) {
      changes.add(new PluginChange(what.toString(), "failed", e.publicMessage()));
    } catch (Refused e) {
      changes.add(new PluginChange(what.toString(), "failed", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) { // a fault of the host: it must not hide the other entries
      log.atError().addKeyValue("plugin", what).setCause(e).log("a wish of conf met a fault");
      changes.add(new PluginChange(what.toString(), "failed", "a fault of the host: " + e));
    }
  }

  /** A wish that cannot be fulfilled now, in words. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
