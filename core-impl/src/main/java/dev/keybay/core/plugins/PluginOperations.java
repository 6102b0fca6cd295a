package dev.keybay.core.plugins;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.naming.PluginVersion;
import dev.keybay.core.naming.Selector;
import dev.keybay.core.routing.Routes;
import dev.keybay.core.routing.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The operations of an operator, whichever way they come. One at a time. */
@Component(service = PluginManager.class)
public final class PluginOperations implements PluginManager {
  private final Plugins plugins;
  private final PluginStarter starter;
  private final Deployer deployer;
  private final DisabledPlugins disabled;
  private final Routes routes;

  @Activate
  public PluginOperations(
      @Reference Plugins plugins,
      @Reference PluginStarter starter,
      @Reference Deployer deployer,
      @Reference DisabledPlugins disabled,
      @Reference Routes routes) {
    this.plugins = plugins;
    this.starter = starter;
    this.deployer = deployer;
    this.disabled = disabled;
    this.routes = routes;
  }

  @Override
  public List<PluginInfo> list() {
    List<PluginInfo> all = new ArrayList<>();
    plugins.all().stream()
        .sorted(Comparator.comparing(PluginEntry::plugin))
        .map(this::info)
        .forEach(all::add);
    deployer.failures().stream().map(PluginOperations::info).forEach(all::add);
    return all;
  }

  @Override
  public List<PluginInfo> enable(String selector) {
    synchronized (deployer) {
      List<PluginEntry> chosen = choose(selector);
      for (PluginEntry entry : chosen) {
        disabled.remove(entry.plugin());
        if (entry.state() != PluginState.SERVING || !PluginStarter.isActive(entry)) {
          Optional<String> problem = starter.start(entry);
          if (problem.isPresent()) {
            throw new KbsException(
                ErrorCode.CONFLICT, entry.plugin() + " cannot serve: " + problem.get());
          }
        }
      }
      return chosen.stream().map(this::info).toList();
    }
  }

  @Override
  public List<PluginInfo> disable(String selector) {
    synchronized (deployer) {
      List<PluginEntry> chosen = choose(selector);
      for (PluginEntry entry : chosen) {
        disabled.add(Selector.parse(selector).orElseThrow(), entry.plugin());
        try {
          starter.stop(entry);
        } catch (BundleException e) {
          throw new KbsException(
              ErrorCode.CONFLICT, entry.plugin() + " could not be stopped: " + e.getMessage(), e);
        }
        plugins.enter(entry, PluginState.DISABLED, null);
      }
      return chosen.stream().map(this::info).toList();
    }
  }

  private List<PluginEntry> choose(String text) {
    Selector selector =
        Selector.parse(text)
            .orElseThrow(
                () ->
                    new KbsException(
                        ErrorCode.BAD_REQUEST,
                        "'"
                            + text
                            + "' is no selector; write name, name@1, name@1.0 or name@1.0.3"));
    List<PluginEntry> named =
        plugins.all().stream()
            .filter(entry -> entry.plugin().name().equals(selector.name()))
            .toList();
    List<PluginEntry> chosen =
        named.stream().filter(entry -> selector.takes(entry.plugin().version())).toList();
    if (chosen.isEmpty()) {
      throw new KbsException(
          ErrorCode.NOT_FOUND, "There is no plugin " + text + "; there is " + known(named));
    }
    return chosen;
  }

  private String known(List<PluginEntry> named) {
    return (named.isEmpty() ? plugins.all() : named)
        .stream()
            .map(entry -> entry.plugin().toString())
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private PluginInfo info(PluginEntry entry) {
    PluginVersion plugin = entry.plugin();
    List<Target> targets = entry.targets();
    return new PluginInfo(
        plugin.name(),
        plugin.version(),
        entry.identity().format(),
        state(entry),
        Endpoint.declaredRoutes(entry),
        targets.stream().anyMatch(routes::isPromoted),
        targets.stream().mapToLong(Target::inFlight).sum(),
        targets.stream().mapToLong(Target::requests).sum(),
        entry.digest(),
        entry.source(),
        entry.since(),
        entry.problem());
  }

  /** What was noted, unless the shell has gone behind our back. */
  private static PluginState state(PluginEntry entry) {
    PluginState noted = entry.state();
    boolean claimsToRun = noted == PluginState.SERVING || noted == PluginState.STARTING;
    return claimsToRun && !PluginStarter.isActive(entry) ? PluginState.DISABLED : noted;
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
        failure.file().toString(),
        failure.since(),
        Optional.of(failure.reason()));
  }
}
