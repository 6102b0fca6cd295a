package dev.keybay.core.intake;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.admission.Admission;
import dev.keybay.core.artifact.Sha256;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.lifecycle.Deed;
import dev.keybay.core.lifecycle.DeployFailures;
import dev.keybay.core.lifecycle.OperationRunner;
import dev.keybay.core.lifecycle.RequestedChange;
import dev.keybay.core.plugins.Plugins;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Transitions;
import dev.keybay.core.registry.Trust;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The plugins of the distribution's {@code plugins/} folder. Each jar is offered once: what an
 * operator has removed or replaced stays so, and a newer distribution updates what an older one
 * brought.
 */
@Component(service = ShippedPlugins.class)
public final class ShippedPlugins {
  private final Admission admission;
  private final RegistryStore registry;
  private final OperationRunner operations;
  private final DeployFailures failures;
  private final Plugins plugins;
  private final Path folder;
  private final Clock clock;

  @Activate
  public ShippedPlugins(
      @Reference Admission admission,
      @Reference RegistryStore registry,
      @Reference OperationRunner operations,
      @Reference DeployFailures failures,
      @Reference Plugins plugins,
      @Reference HostFolders folders,
      @Reference Clock clock) {
    this.clock = clock;
    this.admission = admission;
    this.registry = registry;
    this.operations = operations;
    this.failures = failures;
    this.plugins = plugins;
    this.folder = folders.home().resolve("plugins");
  }

  /** Takes in what was not offered before. */
  void offer() throws InterruptedException {
    for (Path jar : jars()) {
      try {
        String digest = Sha256.of(jar);
        if (registry.current().offered().contains(digest)) {
          recognise(digest);
        } else {
          offer(jar);
        }
      } catch (BadJarException e) {
        failures.add(jar, String.valueOf(e.getMessage()));
      } catch (KbsException e) {
        failures.add(jar, e.publicMessage());
      } catch (IOException e) {
        failures.add(jar, "it cannot be read: " + e.getMessage());
      }
    }
  }

  /** What ships is builtin, unless the operator has judged it otherwise. */
  private void recognise(String digest) {
    for (Release release : registry.current().releases().values()) {
      if (release.digest().equals(digest) && release.trust().by().isEmpty()) {
        registry.commit(
            now -> Transitions.trust(now, release.plugin(), Trust.shipped(clock.instant())),
            "plugin.trust",
            release.plugin().toString(),
            "done: builtin: it ships with the distribution",
            connection -> {});
      }
    }
    plugins.ships(registry.current().builtin());
  }

  private void offer(Path jar) throws IOException, BadJarException, InterruptedException {
    try (Admission.Admitted admitted = admission.admit(jar)) {
      Release release = admitted.release();
      plugins.ships(release.plugin().name());
      var unused =
          operations.runWhenFree(
              PluginOperation.INSTALL,
              release.plugin().toString(),
              new RequestedChange(release.plugin().name(), now -> offered(now, release)),
              Deed.bringing(admitted));
    }
  }

  private Registry offered(Registry now, Release release) {
    Registry known = Transitions.registerShipped(now, release);
    PluginStream stream = known.streams().get(release.stream());
    Optional<PluginVersion> active = stream.active();
    boolean newer =
        active.isPresent()
            && active.get().compareTo(release.plugin()) < 0
            && known
                .release(active.get())
                .filter(old -> now.offered().contains(old.digest()))
                .isPresent();
    boolean first = active.isEmpty() && known.releases(release.stream()).size() == 1;
    return first || newer ? Transitions.choose(known, release.plugin()) : known;
  }

  private List<Path> jars() throws InterruptedException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      failures.add(folder, "it cannot be read: " + e.getMessage());
      return List.of();
    }
  }
}
