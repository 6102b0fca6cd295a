package dev.keybay.core.intake;

import dev.keybay.api.attest.TokenIssuer;
import dev.keybay.core.admission.Sources;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.journal.OperationLog;
import dev.keybay.core.plugins.HostServices;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.routing.Router;
import dev.keybay.core.transaction.Restoration;
import dev.keybay.core.transaction.RouteChoices;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the framework to what the registry says, on a thread of its own: what a crash has cut off
 * is ended, what the distribution ships is offered, and what shall run is started. The broker is
 * ready when each of them serves, has failed or is switched off.
 *
 * <p>It waits for the services that plugins need: a plugin that is started too early would be
 * reported as one whose services are missing.
 */
@Component(service = StartUp.class, immediate = true)
public final class StartUp {
  private static final Logger log = LoggerFactory.getLogger(StartUp.class);

  private final RegistryStore registry;
  private final ArtifactStore artifacts;
  private final OperationLog journal;
  private final RouteChoices routes;
  private final ShippedPlugins shipped;
  private final FolderPlugins folder;
  private final Restoration restoration;
  private final Path deploy;
  private final CountDownLatch done = new CountDownLatch(1);

  @Activate
  public StartUp(
      @Reference RegistryStore registry,
      @Reference ArtifactStore artifacts,
      @Reference OperationLog journal,
      @Reference RouteChoices routes,
      @Reference ShippedPlugins shipped,
      @Reference FolderPlugins folder,
      @Reference Restoration restoration,
      @Reference HostFolders folders,
      @Reference Router router,
      @Reference TokenIssuer tokens,
      @Reference HttpServiceRuntime http,
      @Reference HostServices services) {
    this.registry = registry;
    this.artifacts = artifacts;
    this.journal = journal;
    this.routes = routes;
    this.shipped = shipped;
    this.folder = folder;
    this.restoration = restoration;
    this.deploy = folders.deploy();
    Thread thread = new Thread(this::run, "keybay-start-up");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether all of them have been tried. */
  public boolean settled() {
    return done.getCount() == 0;
  }

  /** Waits until all of them have been tried. */
  public void await() throws InterruptedException {
    done.await();
  }

  private void run() {
    try {
      recover();
      routes.follow();
      forgetGoneFiles();
      shipped.offer();
      for (PluginVersion version : registry.current().running()) {
        restoration.restore(registry.current().releases().get(version));
      }
      restoration.restored();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("the plugins could not all be brought up; plugin:list shows what serves", e);
    } finally {
      done.countDown();
    }
  }

  /** Ends what a crash has cut off, on the side of its commit where it was. */
  private void recover() {
    for (OperationLog.CutOff cutOff : journal.cutOff()) {
      try {
        Registry now = registry.current();
        for (String digest : cutOff.mayLeave()) {
          if (!refers(now, digest)) {
            artifacts.delete(digest);
          }
        }
        journal.recovered(cutOff);
        log.atWarn()
            .addKeyValue("operation", cutOff.operation())
            .addKeyValue("target", cutOff.target())
            .addKeyValue("step", cutOff.step())
            .log("an operation was cut off by a crash; it is undone, or done if it was committed");
      } catch (IOException e) {
        log.atError().addKeyValue("operation", cutOff.id()).setCause(e).log("cannot be tidied");
      }
    }
  }

  private static boolean refers(Registry registry, String digest) {
    return registry.releases().values().stream()
        .anyMatch(release -> release.digest().equals(digest));
  }

  /** FileInstall tells nothing of files that were deleted while the broker was down. */
  private void forgetGoneFiles() throws InterruptedException {
    for (Release release : registry.current().releases().values()) {
      if (!Sources.isRemote(release.source())
          && deploy.equals(Path.of(release.source()).getParent())
          && !Files.exists(Path.of(release.source()))) {
        var unused = folder.gone(Path.of(release.source()));
      }
    }
  }
}
