package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.naming.PluginVersion;
import dev.keybay.core.routing.Routes;
import dev.keybay.core.routing.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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
  private static final String SCHEME = "keybay:";

  private final BundleContext context;
  private final Plugins plugins;
  private final PluginStarter starter;
  private final Routes routes;

  @Activate
  public Hosting(
      BundleContext context,
      @Reference Plugins plugins,
      @Reference PluginStarter starter,
      @Reference Routes routes) {
    this.context = context;
    this.plugins = plugins;
    this.starter = starter;
    this.routes = routes;
  }

  /**
   * Installs and starts a version and waits until it serves. One that fails is taken out again.
   *
   * @param jar its bytes, which nobody changes
   * @param digest of them: part of the bundle's location, so that other bytes are never mistaken
   *     for these
   * @return why it does not serve; empty if it does
   */
  public Optional<String> start(PluginVersion plugin, Path jar, String digest) {
    String location = location(plugin, digest);
    Bundle bundle = context.getBundle(location);
    try {
      if (bundle == null) {
        try (InputStream in = Files.newInputStream(jar)) {
          bundle = context.installBundle(location, in);
        }
      }
      Optional<PluginEntry> entry = plugins.of(bundle);
      if (entry.isEmpty()) {
        bundle.uninstall();
        return Optional.of("the framework does not know it as a plugin; the log says why");
      }
      if (entry.get().state() == PluginState.SERVING && PluginStarter.isActive(entry.get())) {
        return Optional.empty();
      }
      Optional<String> problem = starter.start(entry.get());
      if (problem.isPresent()) {
        retire(entry.get());
      }
      return problem;
    } catch (IOException e) {
      return Optional.of("its bytes cannot be read: " + e.getMessage());
    } catch (BundleException e) {
      return Optional.of("the framework does not take it: " + e.getMessage());
    }
  }

  /** Takes a version off its routes, waits for the requests inside, and takes it out. */
  public void stop(PluginVersion plugin) {
    for (PluginEntry entry : plugins.all()) {
      if (entry.plugin().equals(plugin)) {
        retire(entry);
      }
    }
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

  private void retire(PluginEntry entry) {
    try {
      starter.retire(entry);
    } catch (BundleException | IllegalStateException e) {
      log.atError()
          .addKeyValue("plugin", entry.plugin())
          .setCause(e)
          .log("a plugin that has stopped could not be uninstalled");
    }
  }

  private HostedPlugin view(PluginEntry entry) {
    List<Target> targets = entry.targets();
    return new HostedPlugin(
        entry.plugin(),
        entry.identity().format(),
        state(entry),
        Endpoint.declaredRoutes(entry),
        targets.stream().anyMatch(routes::isPromoted),
        targets.stream().mapToLong(Target::inFlight).sum(),
        targets.stream().mapToLong(Target::requests).sum(),
        entry.bundle().getLocation().startsWith(SCHEME),
        entry.bundle().getLocation(),
        entry.since(),
        entry.problem());
  }

  /** What was noted, unless the shell has gone behind our back. */
  private static PluginState state(PluginEntry entry) {
    PluginState noted = entry.state();
    boolean claimsToRun = noted == PluginState.SERVING || noted == PluginState.STARTING;
    return claimsToRun && !PluginStarter.isActive(entry) ? PluginState.DISABLED : noted;
  }

  private static String location(PluginVersion plugin, String digest) {
    return SCHEME + plugin.name() + "-" + plugin.stream() + "/" + plugin.version() + "/" + digest;
  }
}
