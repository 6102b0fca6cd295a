package dev.keybay.core.transaction;

import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.routing.Choices;
import dev.keybay.core.routing.Choices.Choice;
import dev.keybay.core.routing.RouterSettings;
import dev.keybay.core.routing.Routes;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the routes follow the registry. Thread-safe. */
@Component(service = RouteChoices.class)
public final class RouteChoices {
  private final Routes routes;
  private final RegistryStore registry;
  private final RouterSettings settings;

  /** Names of plugins that are being brought up for the first time. Guarded by this. */
  private final Set<String> held = new HashSet<>();

  @Activate
  public RouteChoices(
      @Reference Routes routes,
      @Reference RegistryStore registry,
      @Reference RouterSettings settings) {
    this.routes = routes;
    this.registry = registry;
    this.settings = settings;
  }

  /** Shows the routes what the registry says now: the switch. */
  public synchronized void follow() {
    routes.choose(of(registry.current(), held), settings.gapHold());
  }

  /** Lets nobody to a plugin that the registry does not know yet, while it is brought up. */
  synchronized void hold(String name) {
    held.add(name);
    follow();
  }

  /** Ends {@link #hold}. */
  synchronized void unhold(String name) {
    held.remove(name);
    follow();
  }

  static Choices of(Registry registry, Set<String> held) {
    Map<String, Choice> byName = new HashMap<>();
    held.forEach(name -> byName.put(name, Choice.NOBODY));
    Set<StreamId> exposed = new HashSet<>();
    for (Exposure exposure : registry.exposures().values()) {
      byName.put(exposure.name(), new Choice(registry.shares(exposure.name())));
      exposed.addAll(exposure.exposed());
    }
    Map<Selector, Selector> aliases = new HashMap<>();
    registry
        .aliases()
        .forEach(
            (from, to) ->
                aliases.put(Selector.parse(from).orElseThrow(), Selector.parse(to).orElseThrow()));
    return new Choices(byName, aliases, registry.running(), exposed);
  }
}
