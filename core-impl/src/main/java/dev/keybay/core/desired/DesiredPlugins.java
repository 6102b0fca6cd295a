package dev.keybay.core.desired;

import dev.keybay.api.plugin.DesiredReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.audit.Actor;
import dev.keybay.core.audit.ActorScope;
import dev.keybay.core.config.Document;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.intake.StartUp;
import dev.keybay.core.lifecycle.LatestDesired;
import dev.keybay.core.registry.RegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code conf/plugins.desired.json}: all of it at the start and when the file changes, and
 * afterwards only what has failed, whenever something has changed that may help: the registry, a
 * jar that it names, or another file of the settings folder. So an operator who does something by
 * hand is not fought.
 *
 * <p>It polls, as the settings do, and for the same reason.
 */
@Component(service = DesiredPlugins.class, immediate = true)
public final class DesiredPlugins {
  private static final Logger log = LoggerFactory.getLogger(DesiredPlugins.class);
  private static final Actor ACTOR = new Actor("conf", "");

  /** Stands among the names for what the file does not name. */
  private static final String OTHERS = "";

  private static final long LOOK_MILLIS = 500;

  private final PluginManager operations;
  private final RegistryStore registry;
  private final ArtifactStore artifacts;
  private final StartUp start;
  private final Clock clock;
  private final Path file;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "keybay-desired");
  private final LatestDesired report;

  // Confined to the thread.
  private Wishes wishes = Wishes.NONE;
  private String seen = "";
  private String applied = "";
  private Circumstances tried = Circumstances.NONE;
  private final Map<String, List<PluginChange>> failed = new HashMap<>();

  @Activate
  public DesiredPlugins(
      @Reference PluginManager operations,
      @Reference RegistryStore registry,
      @Reference ArtifactStore artifacts,
      @Reference StartUp start,
      @Reference HostFolders folders,
      @Reference Clock clock,
      @Reference LatestDesired report) {
    this.operations = operations;
    this.registry = registry;
    this.artifacts = artifacts;
    this.start = start;
    this.clock = clock;
    this.file = folders.conf().resolve(Document.DESIRED_PLUGINS);
    this.report = report;
    report.tell(new DesiredReport(file.toString(), Optional.empty(), List.of()));
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void stop() throws InterruptedException {
    closed.countDown();
    thread.interrupt();
    thread.join(5_000);
  }

  private void run() {
    try {
      start.await();
      do {
        look();
      } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      String now = Circumstances.of(file);
      boolean still = now.equals(seen); // else it may be half written
      seen = now;
      if (still && !now.equals(applied)) {
        applied = now;
        read();
      } else if (!failed.isEmpty()) {
        Circumstances changed = circumstances();
        if (!changed.equals(tried)) {
          tried = changed;
          bring(List.copyOf(failed.keySet()));
        }
      }
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the plugins that conf wants cannot be brought about");
    }
  }

  private void read() {
    failed.clear();
    if (Files.notExists(file)) {
      wishes = Wishes.NONE;
      report.tell(new DesiredReport(file.toString(), Optional.empty(), List.of()));
      return;
    }
    try {
      wishes = new WishReader(file.getParent()).read(Document.read(file));
    } catch (IOException e) {
      PluginChange problem =
          new PluginChange(file.getFileName().toString(), "failed", String.valueOf(e.getMessage()));
      wishes = new Wishes(false, List.of(), List.of(problem));
    }
    wishes.broken().forEach(DesiredPlugins::tell);
    report.tell(new DesiredReport(file.toString(), Optional.of(clock.instant()), wishes.broken()));
    tried = circumstances();
    List<String> all =
        new ArrayList<>(wishes.plugins().stream().map(Wishes.OfPlugin::name).toList());
    all.add(OTHERS);
    bring(all);
  }

  private void bring(List<String> names) {
    Convergence convergence = new Convergence(operations, registry, artifacts);
    List<PluginChange> changes = new ArrayList<>(report.latest().changes());
    for (Wishes.OfPlugin wish : wishes.plugins()) {
      if (names.contains(wish.name())) {
        // Of a try before this one only the last is of interest.
        changes.removeAll(failed.getOrDefault(wish.name(), List.of()));
        changes.addAll(note(wish.name(), ActorScope.callAs(ACTOR, () -> convergence.bring(wish))));
      }
    }
    if (wishes.disableOthers() && names.contains(OTHERS)) {
      changes.removeAll(failed.getOrDefault(OTHERS, List.of()));
      changes.addAll(
          note(OTHERS, ActorScope.callAs(ACTOR, () -> convergence.leaveOnly(wishes.plugins()))));
    }
    report.tell(new DesiredReport(file.toString(), Optional.of(clock.instant()), changes));
  }

  private List<PluginChange> note(String name, List<PluginChange> changes) {
    List<PluginChange> failures =
        changes.stream().filter(change -> change.change().equals("failed")).toList();
    if (failures.isEmpty()) {
      failed.remove(name);
    } else if (!failures.equals(failed.put(name, failures))) {
      failures.forEach(DesiredPlugins::tell);
    }
    return changes;
  }

  private Circumstances circumstances() {
    return Circumstances.of(file.getParent(), wishes, registry.current());
  }

  private static void tell(PluginChange failure) {
    log.atError()
        .addKeyValue("plugin", failure.plugin())
        .addKeyValue("reason", failure.detail())
        .log("conf wants of a plugin what cannot be; everything else goes on");
  }
}
