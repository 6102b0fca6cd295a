package dev.keybay.core.intake;

import dev.keybay.core.host.HostFolders;
import dev.keybay.core.plugins.Hosting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over from FileInstall whatever happens to a jar or a folder in the watched folder.
 *
 * <p>It takes up its work when the host can start plugins, as {@link StartUp} does. It judges by
 * the path alone: if it looked inside, a good jar overwritten with half a one would not be ours any
 * more, and FileInstall would uninstall the plugin. And it only enqueues: FileInstall has one
 * thread for the whole folder.
 */
@Component(
    service = {ArtifactInstaller.class, ArtifactListener.class},
    // Before FileInstall's own, which would install a folder without asking anybody.
    property = Constants.SERVICE_RANKING + ":Integer=1000",
    immediate = true)
public final class DropFolder implements ArtifactInstaller {
  private static final Logger log = LoggerFactory.getLogger(DropFolder.class);

  private final FolderPlugins plugins;
  private final StartUp start;
  private final Path folder;

  /** Where FileInstall packs a folder before it asks who takes it; then it tells of the folder. */
  private final Path packed;

  private final Set<Path> queued = ConcurrentHashMap.newKeySet();

  /** Files that were there at the start and that nobody has looked at yet. */
  private final Set<Path> found = ConcurrentHashMap.newKeySet();

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "keybay-deploy");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public DropFolder(
      @Reference FolderPlugins plugins,
      @Reference HostFolders folders,
      @Reference StartUp start,
      @Reference Hosting hosting) {
    this.plugins = plugins;
    this.start = start;
    hosting.onVanished(plugin -> enqueue(() -> plugins.vanished(plugin)));
    this.folder = folders.deploy();
    this.packed = folders.data().resolve("tmp");
    try (Stream<Path> files = Files.list(folder)) {
      files.map(file -> file.toAbsolutePath().normalize()).forEach(found::add);
    } catch (IOException e) {
      log.atWarn().addKeyValue("folder", folder).setCause(e).log("it cannot be listed");
    }
  }

  @Deactivate
  void stop() {
    worker.shutdownNow();
  }

  @Override
  public boolean canHandle(File artifact) {
    Path path = artifact.toPath().toAbsolutePath().normalize();
    return (folder.equals(path.getParent()) || packed.equals(path.getParent()))
        && artifact.getName().endsWith(".jar");
  }

  @Override
  public void install(File artifact) {
    look(artifact);
  }

  @Override
  public void update(File artifact) {
    look(artifact);
  }

  @Override
  public void uninstall(File artifact) {
    look(artifact);
  }

  /**
   * What to do is decided when its turn comes, by what is there then: several calls are one look.
   */
  private void look(File artifact) {
    Path file = artifact.toPath().toAbsolutePath().normalize();
    if (queued.add(file)) {
      enqueue(
          () -> {
            queued.remove(file);
            boolean atStart = found.remove(file);
            if (Files.isRegularFile(file) || Files.isDirectory(file)) {
              plugins.present(file, atStart);
            } else {
              plugins.gone(file);
            }
          });
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void enqueue(Work work) {
    worker.execute(
        () -> {
          try {
            start.await();
            work.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
