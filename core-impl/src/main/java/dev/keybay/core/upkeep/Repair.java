package dev.keybay.core.upkeep;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.artifact.Sha256;
import dev.keybay.core.artifact.Staged;
import dev.keybay.core.plugins.HostedPlugin;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.transaction.Restoration;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Mends {@link Drift}. Thread-safe. */
@Component(service = Repair.class)
public final class Repair {
  private final RegistryStore registry;
  private final ArtifactStore artifacts;
  private final Hosting hosting;
  private final Restoration restoration;

  @Activate
  public Repair(
      @Reference RegistryStore registry,
      @Reference ArtifactStore artifacts,
      @Reference Hosting hosting,
      @Reference Restoration restoration) {
    this.registry = registry;
    this.artifacts = artifacts;
    this.hosting = hosting;
    this.restoration = restoration;
  }

  /** Whether the bytes of a release can be had again from where they came. */
  boolean canFetch(Release release) {
    try {
      Path source = Path.of(release.source());
      return Files.isRegularFile(source) && Sha256.of(source).equals(release.digest());
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Takes the bytes of a release in again. */
  void fetch(Release release) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(release.source()));
        Staged staged = artifacts.stage(in)) {
      if (!staged.digest().equals(release.digest())) {
        throw new IOException(release.source() + " has changed");
      }
      artifacts.keep(staged);
    }
  }

  /** Lets a release run again as it was registered. */
  void bringBack(Release release) {
    hosting.clear(release.plugin());
    try {
      restoration.restore(release);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes a bundle that the shell has installed an ordinary plugin, from where it came. */
  void adopt(HostedPlugin foreign, PluginManager manager) {
    PluginVersion plugin = foreign.plugin();
    Optional<Path> file = file(foreign.location());
    if (file.isEmpty()) {
      throw new KbsException(
          dev.keybay.api.error.ErrorCode.CONFLICT,
          "the shell installed it from "
              + foreign.location()
              + ", which is no file: install its jar as a plugin, or uninstall the bundle");
    }
    var unused = manager.perform(PluginRequest.of(PluginOperation.INSTALL, file.get().toString()));
    registry.current().release(plugin).ifPresent(this::bringBack);
  }

  /** The file of a bundle's location. */
  private static Optional<Path> file(String location) {
    try {
      Path path = Path.of(URI.create(location));
      return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }
}
