package dev.keybay.core.intake;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.admission.Admission;
import dev.keybay.core.lifecycle.Deed;
import dev.keybay.core.lifecycle.DeployFailures;
import dev.keybay.core.lifecycle.OperationRunner;
import dev.keybay.core.lifecycle.RequestedChange;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.Consent;
import dev.keybay.core.registry.Grants;
import dev.keybay.core.registry.Order;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Transitions;
import dev.keybay.core.registry.Withdrawal;
import dev.keybay.core.transaction.PluginProblems;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
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

  /** The source of a version whose file holds another plugin. */
  private static final String KEPT = "kept: its file holds another plugin";

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
          new RequestedChange(
                  release.plugin().name(), now -> FileWishes.wanted(now, file, admitted))
              .under(nobody(), false);
      renamed.found(release, file);
      Registry before = registry.current();
      if (FileWishes.isKnown(before, release)) {
        leaveOthers(file, release); // as far as a crash has cut that off
      }
      if (atStart && FileWishes.isPassedOver(before, release)) {
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
      leaveOthers(file, release);
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

  /**
   * What another plugin has brought as this file is gone with it, once the new one serves. It is
   * noted with it that the file is its own no more: whoever enables it again has it for good.
   */
  private void leaveOthers(Path file, Release release) throws InterruptedException {
    Registry now = registry.current();
    if (!now.isActive(release.plugin())) {
      return;
    }
    for (Release old : now.releases().values()) {
      if (FileWishes.cameFrom(old, file) && !old.plugin().name().equals(release.plugin().name())) {
        leave(
            now.isActive(old.plugin()) ? PluginOperation.DISABLE : PluginOperation.REGISTER,
            old,
            at -> Transitions.moved(FileWishes.without(at, old), old, KEPT));
      }
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
      if (FileWishes.cameFrom(release, file)) {
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
    if (Withdrawal.heir(now, plugin).or(() -> FileWishes.spare(now, release.get())).isPresent()) {
      leave(release.get());
    } else {
      String reason = "the shell has uninstalled it; enable it to bring it back";
      problems.note(plugin, PluginState.FAILED, reason);
    }
  }

  /** Lets another version take over from one that was taken away, or nobody. */
  void leave(Release release) throws InterruptedException {
    leave(PluginOperation.DISABLE, release, now -> FileWishes.without(now, release));
  }

  private void leave(PluginOperation kind, Release release, UnaryOperator<Registry> change)
      throws InterruptedException {
    try {
      operations.runWhenFree(
          kind,
          release.plugin().toString(),
          new RequestedChange(release.plugin().name(), change).under(nobody(), true),
          Deed.of(Optional.empty()));
    } catch (KbsException e) {
      log.atError()
          .addKeyValue("plugin", release.plugin())
          .addKeyValue("reason", e.publicMessage())
          .log("a plugin whose file is gone cannot be taken off");
    }
  }

  private Consent nobody() {
    return Consent.none("host", clock.instant());
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
