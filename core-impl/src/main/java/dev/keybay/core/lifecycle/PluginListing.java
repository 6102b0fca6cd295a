package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.api.plugin.PluginTrust;
import dev.keybay.core.leak.LeakWatch;
import dev.keybay.core.plugins.HostedPlugin;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.Grants;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Trust;
import dev.keybay.core.transaction.PluginProblems;
import dev.keybay.core.upkeep.Drift;
import dev.keybay.format.naming.PluginVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is registered and what runs, as one list. Thread-safe. */
@Component(service = PluginListing.class)
public final class PluginListing {
  /** Whatever a descriptor is made for: this host has no other way yet. */
  private static final String ISOLATION = "in-process";

  private final RegistryStore registry;
  private final Hosting hosting;
  private final PluginProblems problems;
  private final DeployFailures failures;
  private final Drift drift;
  private final LeakWatch leaks;

  @Activate
  public PluginListing(
      @Reference RegistryStore registry,
      @Reference Hosting hosting,
      @Reference PluginProblems problems,
      @Reference DeployFailures failures,
      @Reference Drift drift,
      @Reference LeakWatch leaks) {
    this.registry = registry;
    this.hosting = hosting;
    this.problems = problems;
    this.failures = failures;
    this.drift = drift;
    this.leaks = leaks;
  }

  /** Versions by name and number, then files that were not taken. */
  List<PluginInfo> all() {
    Registry now = registry.current();
    Map<PluginVersion, HostedPlugin> hosted = new HashMap<>();
    List<PluginInfo> all = new ArrayList<>();
    for (HostedPlugin each : hosting.hosted()) {
      hosted.put(each.plugin(), each);
      if (now.release(each.plugin()).isEmpty()) {
        all.add(info(each, now));
      }
    }
    for (Release release : now.releases().values()) {
      HostedPlugin running = hosted.get(release.plugin());
      all.add(running == null ? info(now, release) : info(running, now));
    }
    all.sort(
        (a, b) ->
            new PluginVersion(a.name(), a.version())
                .compareTo(new PluginVersion(b.name(), b.version())));
    failures.all().stream().map(PluginListing::info).forEach(all::add);
    return all;
  }

  /** Those of one name. */
  List<PluginInfo> of(String name) {
    return all().stream().filter(info -> info.name().equals(name)).toList();
  }

  private PluginInfo info(HostedPlugin running, Registry now) {
    Optional<Release> release = now.release(running.plugin());
    Standing standing = Standing.of(now, running.plugin());
    return new PluginInfo(
        running.plugin().name(),
        running.plugin().version(),
        running.format(),
        state(running, now),
        running.routes(),
        running.promoted(),
        running.inFlight(),
        running.requests(),
        release.map(Release::digest),
        release.flatMap(Release::signer),
        release.map(Release::source).orElse(running.location()),
        running.since(),
        running.problem(),
        release.map(PluginListing::trust),
        release.map(Grants::granted).map(List::copyOf).orElse(List.of()),
        drift.of(now, running),
        leaks.leak(running.plugin()),
        ISOLATION,
        standing.weight(),
        standing.exposed(),
        standing.aliases(),
        running.failures());
  }

  /** What is up before its operation is committed serves nobody yet. */
  private static PluginState state(HostedPlugin running, Registry now) {
    boolean early = running.managed() && !now.running().contains(running.plugin());
    return early && running.state() == PluginState.SERVING ? PluginState.STARTING : running.state();
  }

  private PluginInfo info(Registry now, Release release) {
    PluginVersion plugin = release.plugin();
    Optional<PluginProblems.Problem> problem = problems.of(plugin);
    boolean shallRun = now.isRunning(plugin);
    Standing standing = Standing.of(now, plugin);
    return new PluginInfo(
        plugin.name(),
        plugin.version(),
        release.format(),
        problem
            .filter(known -> shallRun)
            .map(PluginProblems.Problem::state)
            .orElseGet(() -> resting(now, release)),
        List.of(),
        false,
        0,
        0,
        Optional.of(release.digest()),
        release.signer(),
        release.source(),
        problem.map(PluginProblems.Problem::since).orElse(release.added()),
        problem.map(PluginProblems.Problem::reason).or(() -> awaited(now, release)),
        Optional.of(trust(release)),
        List.copyOf(Grants.granted(release)),
        drift.of(now, release),
        leaks.leak(plugin),
        ISOLATION,
        standing.weight(),
        standing.exposed(),
        standing.aliases(),
        0);
  }

  private static PluginState resting(Registry now, Release release) {
    if (now.running().contains(release.plugin())) {
      return PluginState.RESOLVING; // its turn comes
    }
    if (awaited(now, release).isPresent()) {
      return PluginState.AWAITING_CONSENT;
    }
    PluginStream stream = now.streams().get(release.stream());
    if (stream.active().filter(release.plugin()::equals).isPresent()) {
      return PluginState.DISABLED;
    }
    return stream.previous().filter(release.plugin()::equals).isPresent()
        ? PluginState.SUPERSEDED
        : PluginState.REGISTERED;
  }

  /** What it asks for that nobody has granted, and what to do. */
  private static Optional<String> awaited(Registry now, Release release) {
    SortedSet<String> growth = Grants.growth(now, release);
    if (growth.isEmpty() || now.running().contains(release.plugin())) {
      return Optional.empty();
    }
    Optional<PluginVersion> active = now.stream(release.stream()).flatMap(PluginStream::active);
    String way =
        active
            .map(other -> other.compareTo(release.plugin()) < 0 ? "update" : "downgrade")
            .orElse("enable");
    return Optional.of(
        "it asks for more than was granted: "
            + String.join(", ", growth)
            + "; to consent: "
            + way
            + " "
            + release.plugin()
            + " --consent");
  }

  private static PluginTrust trust(Release release) {
    Trust trust = release.trust();
    return new PluginTrust(
        trust.level().name().toLowerCase(Locale.ROOT),
        trust.note(),
        trust.by(),
        trust.since(),
        trust.auto());
  }

  private static PluginInfo info(DeployFailures.Failure failure) {
    String file = String.valueOf(failure.file().getFileName());
    return new PluginInfo(
        file,
        "0.0.0",
        0,
        PluginState.FAILED,
        List.of(),
        false,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        failure.file().toString(),
        failure.since(),
        Optional.of(failure.reason()),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        ISOLATION,
        0,
        false,
        List.of(),
        0);
  }
}
