package dev.keybay.core.intake;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.admission.Admission;
import dev.keybay.core.admission.Sources;
import dev.keybay.core.lifecycle.Deed;
import dev.keybay.core.lifecycle.DeployFailures;
import dev.keybay.core.lifecycle.OperationRunner;
import dev.keybay.core.lifecycle.RequestedChange;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.Consent;
import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.Grants;
import dev.keybay.core.registry.Order;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Transitions;
import dev.keybay.core.registry.Withdrawal;
import dev.keybay.core.transaction.PluginProblems;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files as wishes: a jar in the watched folder wants to be registered, and the highest of a stream
 * to serve. A file that goes takes its wish away; its bytes stay in the content store.
 */
@Component(service = FolderPlugins.class)
public final class FolderPlugins {
  private static final Logger log = LoggerFactory.getLogger(FolderPlugins.class);

  private final Admission admission;
  private final OperationRunner operations;
  private final RegistryStore registry;
  private final Hosting hosting;
  private final DeployFailures failures;
  private final PluginProblems problems;
  private final Clock clock;
  private final RenamedFiles renamed;

  @Activate
  public FolderPlugins(
      @Reference Admission admission,
      @Reference OperationRunner operations,
      @Reference RegistryStore registry,
      @Reference Hosting hosting,
      @Reference DeployFailures failures,
      @Reference PluginProblems problems,
      @Reference Clock clock,
      @Reference RenamedFiles renamed) {
    this.renamed = renamed;
    this.clock = clock;
    this.admission = admission;
    this.operations = operations;
    this.registry = registry;
    this.hosting = hosting;
    this.failures = failures;
    this.problems = problems;
  }

  /** Does what a file wants that came, was replaced, or was there at the start. */
  void present(Path file, boolean atStart) throws InterruptedException {
    try (Admission.Admitted admitted = admission.admit(file)) {
      Release release = admitted.release();
      RequestedChange change =
          new RequestedChange(release.plugin().name(), now -> wanted(now, file, admitted))
              .under(nobody(), false);
      renamed.found(release, file);
      Registry before = registry.current();
      if (atStart && isPassedOver(before, release)) {
        failures.clear(file);
        return;
      }
      boolean asItShallBe = hosting.runs(release.plugin()) || !before.isActive(release.plugin());
      if (asItShallBe && change.change().apply(before).equals(before)) {
        failures.clear(file);
        return;
      }
      operations.runWhenFree(
          PluginOperation.INSTALL, release.plugin().toString(), change, Deed.bringing(admitted));
      failures.clear(file);
      tell(file, release);
    } catch (BadJarException e) {
      fail(file, String.valueOf(e.getMessage()));
    } catch (KbsException e) {
      fail(file, e.publicMessage());
    } catch (IOException e) {
      fail(file, "it cannot be read: " + e.getMessage());
    }
  }

  private void tell(Path file, Release release) {
    Registry now = registry.current();
    Set<String> growth = Grants.growth(now, Order.known(now, release.plugin()));
    log.atInfo()
        .addKeyValue("plugin", release.plugin().name())
        .addKeyValue("version", release.plugin().version())
        .addKeyValue("file", file.getFileName())
        .addKeyValue("asks", growth)
        .log(
            growth.isEmpty()
                ? "a plugin is deployed"
                : "a plugin awaits consent: it asks for more than was granted");
  }

  /**
   * Takes back what a file wanted that is gone, unless a copy of it is there.
   *
   * @return the copies that are the files of its versions now
   */
  Set<Path> gone(Path file) throws InterruptedException {
    failures.clear(file);
    Set<Path> copies = new HashSet<>();
    for (Release release : registry.current().releases().values()) {
      if (cameFrom(release, file)) {
        Optional<Path> copy = renamed.follow(release, file);
        copy.ifPresent(copies::add);
        if (copy.isEmpty() && registry.current().isActive(release.plugin())) {
          leave(release);
        }
      }
    }
    return copies;
  }

  /** Lets another version take over from one that the shell has uninstalled, if there is one. */
  void vanished(PluginVersion plugin) throws InterruptedException {
    Registry now = registry.current();
    Optional<Release> release = now.release(plugin).filter(known -> now.isActive(plugin));
    if (release.isEmpty()) {
      return;
    }
    if (Withdrawal.heir(now, plugin).or(() -> spare(now, release.get())).isPresent()) {
      leave(release.get());
    } else {
      String reason = "the shell has uninstalled it; enable it to bring it back";
      problems.note(plugin, PluginState.FAILED, reason);
    }
  }

  /** Lets another version take over from one that was taken away, or nobody. */
  void leave(Release release) throws InterruptedException {
    try {
      operations.runWhenFree(
          PluginOperation.DISABLE,
          release.plugin().toString(),
          new RequestedChange(release.plugin().name(), now -> without(now, release))
              .under(nobody(), true),
          Deed.of(Optional.empty()));
    } catch (KbsException e) {
      log.atError()
          .addKeyValue("plugin", release.plugin())
          .addKeyValue("reason", e.publicMessage())
          .log("a plugin whose file is gone cannot be taken off");
    }
  }

  /**
   * Whether a file's wish was done once and another version was chosen since: an operator's
   * downgrade must not end with the next start.
   */
  private static boolean isPassedOver(Registry now, Release release) {
    boolean same =
        now.release(release.plugin())
            .filter(known -> known.digest().equals(release.digest()))
            .filter(known -> known.source().equals(release.source()))
            .isPresent();
    return same
        && now.stream(release.stream())
            .flatMap(PluginStream::active)
            .filter(active -> !active.equals(release.plugin()))
            .isPresent();
  }

  private static Registry wanted(Registry now, Path file, Admission.Admitted admitted) {
    Release release = admitted.release();
    Registry known = RequestedChange.registered(now, admitted);
    if (!Grants.growth(now, Order.known(known, release.plugin())).isEmpty()) {
      return known; // nobody to ask: it awaits an operator's consent
    }
    PluginStream stream = known.streams().get(release.stream());
    Optional<PluginVersion> active = stream.active();
    Optional<PluginVersion> sharing = sharing(known, stream, file, release);
    if (sharing.isPresent()) {
      Exposure shares = known.exposures().get(release.plugin().name());
      return known.with(shares.replaced(sharing.get(), release.plugin()));
    }
    if (active.isEmpty() || active.get().compareTo(release.plugin()) < 0) {
      return Transitions.choose(known, release.plugin());
    }
    boolean replaced =
        !active.get().equals(release.plugin())
            && known.release(active.get()).filter(old -> cameFrom(old, file)).isPresent();
    return replaced
        ? Transitions.choose(
            known, highest(release, present(known, release.stream(), file.toString())))
        : known;
  }

  /** What the file held before, if it does not serve the stream but has a share of the name. */
  private static Optional<PluginVersion> sharing(
      Registry now, PluginStream stream, Path file, Release release) {
    return now.releases(stream.id()).stream()
        .filter(old -> cameFrom(old, file))
        .map(Release::plugin)
        .filter(old -> !old.equals(release.plugin()) && now.isActive(old))
        .filter(old -> !stream.active().filter(old::equals).isPresent())
        .findFirst();
  }

  private static PluginVersion highest(Release release, Optional<PluginVersion> other) {
    return other
        .filter(version -> version.compareTo(release.plugin()) > 0)
        .orElse(release.plugin());
  }

  /** What is registered as it was, if the file's version neither serves nor has a share. */
  private static Registry without(Registry now, Release release) {
    return now.isActive(release.plugin())
        ? Withdrawal.of(now, release.plugin(), spare(now, release))
        : now;
  }

  /** Who would serve instead of a version, though nobody has asked for it yet. */
  private static Optional<PluginVersion> spare(Registry now, Release release) {
    return present(now, release.stream(), release.source());
  }

  /** The highest version of a stream whose file is there, and is another than this one. */
  private static Optional<PluginVersion> present(Registry now, StreamId stream, String but) {
    return now.releases(stream).stream()
        .filter(other -> !other.source().equals(but) && isFile(other))
        .filter(other -> Grants.growth(now, other).isEmpty())
        .map(Release::plugin)
        .reduce((lower, higher) -> higher);
  }

  /** What came by HTTP is no file, whatever its source looks like. */
  static boolean isFile(Release release) {
    return !Sources.isRemote(release.source()) && Files.exists(Path.of(release.source()));
  }

  private Consent nobody() {
    return Consent.none("host", clock.instant());
  }

  private static boolean cameFrom(Release release, Path file) {
    return release.source().equals(file.toString());
  }

  private void fail(Path file, String reason) {
    if (failures.add(file, reason)) {
      log.atError()
          .addKeyValue("file", file)
          .addKeyValue("reason", reason)
          .log("a plugin file is not taken; what served goes on serving");
    }
  }
}
