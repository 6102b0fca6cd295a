package dev.keybay.core.routing;

import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one place where routes change. Writers are serialised by this object's lock; readers take the
 * present table without one.
 *
 * <p>A target that vanishes unannounced (an operator typed {@code update 42}) leaves a gap behind
 * each of its routes, and each stream's name for them, that leads nowhere now: for a while requests
 * wait for whoever comes next instead of failing. A target that is taken off on purpose leaves
 * none.
 */
@Component(service = Routes.class)
public final class Routes {
  private final AtomicReference<RouteTable> table = new AtomicReference<>(RouteTable.EMPTY);
  private final ParkingLot parking;

  // Guarded by this.
  private final Set<Target> targets = new LinkedHashSet<>();
  private final Map<Place, Long> gaps = new HashMap<>();
  private Choices choices = Choices.NONE;

  private volatile Map<Place, Long> openGaps = Map.of();

  @Activate
  public Routes(@Reference ParkingLot parking) {
    this.parking = parking;
  }

  /** Puts a target on its routes; from now on it may be called. Waiting requests go on. */
  public void add(Target target) {
    synchronized (this) {
      targets.add(target);
      publish();
    }
    parking.release();
  }

  /** Takes a target off; nobody finds it any more. Drain it next. */
  public void remove(Target target) {
    synchronized (this) {
      targets.remove(target);
      publish();
    }
  }

  /** All that can be called now. */
  synchronized List<Target> targets() {
    return List.copyOf(targets);
  }

  /**
   * Chooses what names mean, all at once: this is the switch. Where what is chosen has no target at
   * this moment, and others had, requests wait for it.
   */
  public void choose(Choices chosen, Duration hold) {
    synchronized (this) {
      RouteTable before = table.get();
      choices = chosen;
      RouteTable after = new RouteTable(targets, choices);
      long until = System.nanoTime() + hold.toNanos();
      for (Target target : targets) {
        for (String route : target.routes()) {
          if (isWanted(target) && !before.plain(route).isEmpty() && after.plain(route).isEmpty()) {
            gaps.put(Place.plain(route), until);
          }
        }
      }
      publish();
    }
    parking.release();
  }

  /** Whether plain routes may lead to this version, once it has a target on them. */
  public synchronized boolean mayLeadTo(PluginVersion version) {
    Choices.Choice choice = choices.byName().get(version.name());
    return choice == null || choice.takesStream(version);
  }

  /**
   * Takes a target off after which another may come, itself or a stand-in: where nobody else serves
   * its routes, requests wait.
   */
  public void removeLeavingGap(Target target, Duration hold) {
    synchronized (this) {
      if (!targets.remove(target)) {
        return;
      }
      RouteTable without = new RouteTable(targets, choices);
      long until = System.nanoTime() + hold.toNanos();
      for (String route : target.routes()) {
        for (Place place : List.of(Place.plain(route), Place.stream(route, target))) {
          if (!place.leadsSomewhere(without)) {
            gaps.put(place, until);
          }
        }
      }
      publish();
    }
  }

  /** Ends the gaps at these routes' plain names: nobody is coming back. */
  public void closeGaps(Set<String> routes) {
    close(place -> place.isPlain() && routes.contains(place.route()));
  }

  /** Ends the gaps at a stream's name for these routes: nobody of the stream is coming back. */
  public void closeGaps(Set<String> routes, StreamId stream) {
    close(place -> place.stream().equals(stream.version()) && routes.contains(place.route()));
  }

  private void close(Predicate<Place> gone) {
    synchronized (this) {
      gaps.keySet().removeIf(gone);
      publish();
    }
    parking.release();
  }

  /** Whether somebody shall have the plain routes of its plugin. */
  private boolean isWanted(Target target) {
    Choices.Choice choice = choices.byName().get(target.plugin().name());
    return choice == null || !choice.shares().isEmpty();
  }

  /** Whether plain routes lead to it now. */
  public boolean isPromoted(Target target) {
    return table.get().isPromoted(target);
  }

  RouteTable table() {
    return table.get();
  }

  /**
   * How long a request may still wait at a name that leads nowhere: zero if the wait is over, empty
   * if nothing has vanished there. One look: between two the gap may close.
   */
  Optional<Duration> gap(Selector selector) {
    return openGaps.entrySet().stream()
        .filter(gap -> gap.getKey().isMeantBy(selector))
        .map(Map.Entry::getValue)
        .max(Comparator.naturalOrder())
        .map(until -> Duration.ofNanos(Math.max(0, until - System.nanoTime())));
  }

  /** Whoever waits at a gap waits for the plugin that was there. */
  private Map<String, String> ownersOfGaps() {
    Map<String, String> owners = new HashMap<>(table.get().owners());
    owners.keySet().retainAll(gaps.keySet().stream().map(Place::route).toList());
    return owners;
  }

  /**
   * A gap is where a name leads nowhere. Old gaps and new ones stand while the table changes: a
   * reader that finds no target finds the gap that explains it; where there is none any more, the
   * table is another than the reader's.
   */
  private void publish() {
    RouteTable next = new RouteTable(targets, choices, ownersOfGaps());
    gaps.keySet().removeIf(place -> place.leadsSomewhere(next));
    Map<Place, Long> both = new HashMap<>(openGaps);
    both.putAll(gaps);
    openGaps = Map.copyOf(both);
    table.set(next);
    openGaps = Map.copyOf(gaps);
  }
}
