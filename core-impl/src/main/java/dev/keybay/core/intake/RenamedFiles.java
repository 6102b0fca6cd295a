package dev.keybay.core.intake;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.admission.Sources;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.artifact.Sha256;
import dev.keybay.core.lifecycle.Deed;
import dev.keybay.core.lifecycle.OperationRunner;
import dev.keybay.core.lifecycle.RequestedChange;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Transitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plugins of the watched folder whose file has another name now, or of whose copies one is gone:
 * nothing changes but where their bytes are said to come from. FileInstall tells of a file that is
 * gone and of one that has come, in this order, and not of what came and went between two looks.
 */
@Component(service = RenamedFiles.class)
public final class RenamedFiles {
  private static final Logger log = LoggerFactory.getLogger(RenamedFiles.class);

  private final ArtifactStore artifacts;
  private final OperationRunner operations;
  private final RegistryStore registry;

  @Activate
  public RenamedFiles(
      @Reference ArtifactStore artifacts,
      @Reference OperationRunner operations,
      @Reference RegistryStore registry) {
    this.artifacts = artifacts;
    this.operations = operations;
    this.registry = registry;
  }

  /** Another file with the bytes of a release whose file is gone, if any; it is its file now. */
  Optional<Path> follow(Release release, Path gone) throws InterruptedException {
    Optional<Path> copy = copy(release, gone);
    if (copy.isPresent()) {
      move(release, copy.get());
    }
    return copy;
  }

  /** A file is there; it takes the place of one that has gone with the same bytes. */
  void found(Release release, Path file) throws InterruptedException {
    Optional<Release> lost =
        registry
            .current()
            .release(release.plugin())
            .filter(known -> known.digest().equals(release.digest()))
            .filter(known -> !Sources.isRemote(known.source()))
            .filter(known -> file.getParent().equals(Path.of(known.source()).getParent()))
            .filter(known -> !FileWishes.isFile(known));
    if (lost.isPresent()) {
      move(lost.get(), file);
    }
  }

  private Optional<Path> copy(Release release, Path gone) {
    try (Stream<Path> all = Files.list(gone.getParent())) {
      long length = artifacts.length(release.digest());
      return all.filter(other -> !other.equals(gone) && DropFolder.isJar(other))
          .sorted()
          .filter(other -> isCopy(other, length, release.digest()))
          .findFirst();
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("file", gone)
          .addKeyValue("reason", e.getMessage())
          .log("whether there is a copy of a file that is gone cannot be told");
      return Optional.empty();
    }
  }

  private static boolean isCopy(Path file, long length, String digest) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) == length // else a thousand jars would be read
          && Sha256.of(file).equals(digest);
    } catch (IOException e) {
      return false; // gone or half there: it gets its own turn
    }
  }

  private void move(Release release, Path file) throws InterruptedException {
    try {
      operations.runWhenFree(
          PluginOperation.REGISTER,
          release.plugin().toString(),
          new RequestedChange(
              release.plugin().name(), now -> Transitions.moved(now, release, file.toString())),
          Deed.because("its file is " + file.getFileName()));
      log.atInfo()
          .addKeyValue("plugin", release.plugin())
          .addKeyValue("file", file.getFileName())
          .log("the file of a plugin has another name");
    } catch (KbsException e) {
      log.atError()
          .addKeyValue("plugin", release.plugin())
          .addKeyValue("file", file.getFileName())
          .addKeyValue("reason", e.publicMessage())
          .log("the new name of a plugin's file cannot be noted");
    }
  }
}
