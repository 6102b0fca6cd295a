package dev.keybay.core.intake;

import dev.keybay.core.host.HostFolders;
import dev.keybay.core.lifecycle.DeployFailures;
import dev.keybay.core.plugins.Hosting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what files of the watched folder want, one after the other: jars and folders are plugins,
 * other files are nothing. It takes up its work when the host can start plugins, as {@link StartUp}
 * does, and hears of files from {@link FolderGate}.
 */
@Component(service = DropFolder.class)
public final class DropFolder {
  private static final Logger log = LoggerFactory.getLogger(DropFolder.class);

  private static final long LOOK_MILLIS = 500;

  private final FolderPlugins plugins;
  private final StartUp start;
  private final Path folder;

  private final Set<Path> queued = ConcurrentHashMap.newKeySet();

  /** Files that were there at the start and that nobody has looked at yet. */
  private final Set<Path> found = ConcurrentHashMap.newKeySet();

  /** Files that are nothing, and were told of. Confined to the worker. */
  private final Set<Path> foreign = new HashSet<>();

  /** Files that FileInstall knows: it will tell when they go. */
  private final Set<Path> told = ConcurrentHashMap.newKeySet();

  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
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
      @Reference Hosting hosting,
      @Reference DeployFailures failures) {
    this.plugins = plugins;
    this.start = start;
    hosting.onVanished(plugin -> enqueue(() -> plugins.vanished(plugin)));
    this.folder = folders.deploy();
    failures.tidy(folder);
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

  /** Whether a file is a plugin's, by its name alone. */
  static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  /** FileInstall knows a file, which may be new or another than before. */
  void present(Path file) {
    told.add(file);
    look(file);
  }

  /** FileInstall says that a file is gone. */
  void gone(Path file) {
    told.remove(file);
    look(file);
  }

  /**
   * What to do is decided when its turn comes, by what is there then: several calls are one look.
   */
  private void look(Path file) {
    if (queued.add(file)) {
      enqueue(
          () -> {
            queued.remove(file);
            boolean atStart = found.remove(file);
            if (Files.isDirectory(file) || (Files.isRegularFile(file) && isJar(file))) {
              plugins.present(file, atStart);
            } else if (Files.isRegularFile(file)) {
              tellOf(file);
            } else {
              foreign.remove(file);
              plugins.gone(file).forEach(this::follow);
            }
          });
    }
  }

  /**
   * Looks after the new name of a file until FileInstall knows it. That waits until a file stands
   * still, and never tells of one that has gone by then.
   */
  private void follow(Path file) {
    if (told.contains(file)) {
      return;
    }
    if (Files.exists(file)) {
      var unused = worker.schedule(() -> follow(file), LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      look(file);
    }
  }

  /** Says once of a file that it is nothing, unless it is one of our own reports. */
  private void tellOf(Path file) {
    String name = String.valueOf(file.getFileName());
    boolean quiet = name.startsWith(".") || name.endsWith(DeployFailures.SUFFIX);
    if (!quiet && foreign.add(file)) {
      log.atWarn()
          .addKeyValue("file", file)
          .log("a file in the deploy folder is ignored: plugins are files whose names end in .jar");
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
          } catch (RuntimeException e) {
            // The executor would keep it to itself; the next file has its turn all the same.
            log.error("a file of the deploy folder met a fault of the host", e);
          }
        });
  }
}
