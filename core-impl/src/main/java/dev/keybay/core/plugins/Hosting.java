package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.routing.Routes;
import dev.keybay.core.routing.Target;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.jar.RunningHost;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings versions of plugins into the framework, each as a bundle beside the others, and takes them
 * out again. Which ones is decided elsewhere. Callers do one thing at a time to one plugin.
 */
@Component(service = Hosting.class)
public final class Hosting {
  private static final Logger log = LoggerFactory.getLogger(Hosting.class);

  private final BundleContext context;
  private final Plugins plugins;
  private final PluginStarter starter;
  private final Routes routes;
  private final HealthWatch health;
  private final Evidence evidence;
  private final Endpoints endpoints;
  private final RunningHost host;
  private final Bypass bypass;

  /**
   * What came of a start.
   *
   * @param problem why it does not serve; empty if it does
   * @param unfit whether it is not made for this host
   */
  public record Start(Optional<String> problem, boolean unfit) {
    static final Start SERVES = new Start(Optional.empty(), false);

    static Start failed(String reason) {
      return new Start(Optional.of(reason), false);
    }
  }

  @Activate
  public Hosting(
      BundleContext context,
      @Reference Plugins plugins,
      @Reference PluginStarter starter,
      @Reference Routes routes,
      @Reference HealthWatch health,
      @Reference Evidence evidence,
      @Reference Endpoints endpoints) {
    this.endpoints = endpoints;
    this.context = context;
    this.health = health;
    this.evidence = evidence;
    this.plugins = plugins;
    this.starter = starter;
    this.routes = routes;
    this.host = RunningHost.of(context.getBundle());
    this.bypass = new Bypass(context);
  }

  @Deactivate
  void stop() {
    bypass.close();
  }

  /** Whom to tell of a version that the shell has uninstalled; called on the shell's thread. */
  public void onVanished(Consumer<PluginVersion> listener) {
    bypass.onVanished(listener);
  }

  /** Whether the shell has uninstalled a version, or updated it in place, since it was started. */
  public boolean isBypassed(PluginVersion plugin) {
    return bypass.happenedTo(plugin);
  }

  /**
   * Takes out at once, undrained, every bundle that stands for a version and is not what was
   * brought in for it: requests wait for what comes instead.
   */
  public void clear(PluginVersion plugin) {
    for (PluginEntry entry : plugins.all()) {
      Optional<PluginVersion> brought = PluginLocation.versionAt(entry.bundle().getLocation());
      boolean standsForIt =
          brought.isPresent() ? brought.get().equals(plugin) : entry.plugin().equals(plugin);
      if (standsForIt && (brought.isEmpty() || isBypassed(plugin))) {
        try {
          bypass.uninstall(entry.bundle());
        } catch (BundleException | IllegalStateException e) {
          log.atError().addKeyValue("plugin", plugin).setCause(e).log("it cannot be taken out");
        }
      }
    }
  }

  /**
   * Installs and starts a version and waits until it serves. One that fails is taken out again.
   *
   * @param jar its bytes, which nobody changes
   * @param digest of them
   */
  public Start start(PluginVersion plugin, Path jar, String digest) {
    String location = PluginLocation.of(plugin, digest);
    Bundle bundle = context.getBundle(location);
    try {
      if (bundle == null) {
        try (InputStream in = Files.newInputStream(jar)) {
          bundle = context.installBundle(location, in);
        }
        bypass.mended(plugin);
      }
      Optional<PluginEntry> entry = plugins.of(bundle);
      if (entry.isEmpty()) {
        bypass.uninstall(bundle);
        return Start.failed("the framework does not know it as a plugin; the log says why");
      }
      if (entry.get().state() == PluginState.SERVING && PluginStarter.isActive(entry.get())) {
        return Start.SERVES;
      }
      Optional<String> unfit = unfit(entry.get().identity());
      if (unfit.isPresent()) {
        bypass.uninstall(bundle);
        return new Start(unfit, true);
      }
      Optional<String> problem = starter.start(entry.get());
      if (problem.isPresent()) {
        evidence.collect(entry.get());
        long unused = retire(entry.get());
      }
      return new Start(problem, false);
    } catch (IOException e) {
      return Start.failed("its bytes cannot be read: " + e.getMessage());
    } catch (BundleException e) {
      return Start.failed("the framework does not take it: " + e.getMessage());
    }
  }

  private Optional<String> unfit(PluginIdentity identity) {
    return identity
        .descriptor()
        .flatMap(
            descriptor ->
                host.problem(descriptor.compatibility(), descriptor.requests().isolation()));
  }

  /** Why a plugin could not serve here now, as far as that is known before it is started. */
  public Optional<String> objection(PluginIdentity identity) {
    return unfit(identity).or(() -> endpoints.refused(identity));
  }

  /** Whether a version may be swapped while the broker serves; one that is not here may. */
  public boolean isHotpluggable(PluginVersion plugin) {
    return entry(plugin)
        .flatMap(entry -> entry.identity().descriptor())
        .map(descriptor -> descriptor.compatibility().hotpluggable())
        .orElse(true);
  }

  /**
   * Waits until a version that has just come up says that it is well.
   *
   * @return what is wrong with it still; empty if it is well
   */
  public Optional<String> awaitHealth(PluginVersion plugin) {
    return entry(plugin).flatMap(health::await);
  }

  /** Of two with one version, as in development, the one that came last. */
  private Optional<PluginEntry> entry(PluginVersion plugin) {
    return plugins.all().stream()
        .filter(each -> each.plugin().equals(plugin))
        .reduce((old, latest) -> latest);
  }

  /**
   * Takes a version off its routes, waits for the requests inside, and takes it out.
   *
   * @return how many requests took too long, so that it is stopped over them
   */
  public long stop(PluginVersion plugin) {
    return retire(entry -> entry.plugin().equals(plugin));
  }

  /** As {@link #stop(PluginVersion)}, of these bytes of the version only. */
  public long stop(PluginVersion plugin, String digest) {
    String location = PluginLocation.of(plugin, digest);
    return retire(entry -> entry.bundle().getLocation().equals(location));
  }

  private long retire(Predicate<PluginEntry> which) {
    return plugins.all().stream().filter(which).mapToLong(this::retire).sum();
  }

  /** Every plugin bundle in the framework, by name and version. */
  public List<HostedPlugin> hosted() {
    return plugins.all().stream()
        .sorted(Comparator.comparing(PluginEntry::plugin))
        .map(this::view)
        .toList();
  }

  /** Whether a version is in the framework and runs. */
  public boolean runs(PluginVersion plugin) {
    return plugins.all().stream()
        .anyMatch(entry -> entry.plugin().equals(plugin) && PluginStarter.isActive(entry));
  }

  private long retire(PluginEntry entry) {
    bypass.expect(entry.bundle());
    try {
      return starter.retire(entry);
    } catch (BundleException | IllegalStateException e) {
      log.atError()
          .addKeyValue("plugin", entry.plugin())
          .setCause(e)
          .log("a plugin that has stopped could not be uninstalled");
      return 0;
    }
  }

  private HostedPlugin view(PluginEntry entry) {
    List<Target> targets = entry.targets();
    return new HostedPlugin(
        entry.plugin(),
        entry.identity().format(),
        health.problem(entry).isPresent() ? degraded(state(entry)) : state(entry),
        Endpoint.declaredRoutes(entry),
        targets.stream().anyMatch(routes::isPromoted),
        targets.stream().mapToLong(Target::inFlight).sum(),
        targets.stream().mapToLong(Target::requests).sum(),
        targets.stream().mapToLong(Target::failures).sum(),
        PluginLocation.versionAt(entry.bundle().getLocation()).isPresent(),
        entry.bundle().getLocation(),
        entry.since(),
        entry.problem().or(() -> health.problem(entry)));
  }

  /** What was noted, unless the shell has gone behind our back. */
  private static PluginState state(PluginEntry entry) {
    PluginState noted = entry.state();
    boolean claimsToRun = noted == PluginState.SERVING || noted == PluginState.STARTING;
    return claimsToRun && !PluginStarter.isActive(entry) ? PluginState.DISABLED : noted;
  }

  private static PluginState degraded(PluginState state) {
    return state == PluginState.SERVING ? PluginState.DEGRADED : state;
  }

  /** Keeps what can be told of a version that runs and fails, for a report. */
  public void collectEvidence(PluginVersion plugin) {
    entry(plugin).ifPresent(evidence::collect);
  }

  /** Forgets what was kept of an earlier failure: one that follows has a report of its own. */
  public void forgetEvidence(PluginVersion plugin) {
    var unused = evidence.take(plugin);
  }
}
