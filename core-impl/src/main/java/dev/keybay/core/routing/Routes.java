package dev.keybay.core.routing;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one place where routes change. Writers are serialised by this object's lock; readers take the
 * present table without one.
 *
 * <p>A target that vanishes unannounced (an operator typed {@code update 42}) leaves a gap behind
 * each of its routes that leads nowhere now: for a while requests wait for whoever comes next
 * instead of failing. A target that is taken off on purpose leaves none.
 */
@Component(service = Routes.class)
public final class Routes {
  private final AtomicReference<RouteTable> table = new AtomicReference<>(RouteTable.EMPTY);
  private final ParkingLot parking;

  // Guarded by this.
  private final Set<Target> targets = new LinkedHashSet<>();
  private final Map<String, Long> gaps = new HashMap<>();
  private Choices choices = Choices.NONE;

  private volatile Map<String, Long> openGaps = Map.of();

  @Activate
  public Routes(@Reference ParkingLot parking) {
    this.parking = parking;
  }

  /** Puts a target on its routes; from now on it may be called. Waiting requests go on. */
  public void add(Target target) {
    synchronized (this) {
      targets.add(target);
      gaps.keySet().removeAll(target.routes());
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

  /** Chooses what names mean, all at once: this is the switch. */
  public void choose(Choices chosen) {
    synchronized (this) {
      choices = chosen;
      publish();
    }
    parking.release();
  }

  /** Takes a target off that may come back: where nobody else serves its routes, requests wait. */
  public void removeLeavingGap(Target target, Duration hold) {
    synchronized (this) {
      if (!targets.remove(target)) {
        return;
      }
      RouteTable without = new RouteTable(targets, choices);
      long until = System.nanoTime() + hold.toNanos();
      for (String route : target.routes()) {
        if (without.plain(route).isEmpty()) {
          gaps.put(route, until);
        }
      }
      publish();
    }
  }

  /** Ends the gaps of these routes: nobody is coming back. */
  public void closeGaps(Set<String> routes) {
    synchronized (this) {
      gaps.keySet().removeAll(routes);
      publish();
    }
    parking.release();
  }

  /** Whether plain routes lead to it now. */
  public boolean isPromoted(Target target) {
    return table.get().isPromoted(target);
  }

  RouteTable table() {
    return table.get();
  }

  /**
   * How long a request may still wait at a route that leads nowhere: zero if the wait is over,
   * empty if nothing has vanished there. One look: between two the gap may close.
   */
  Optional<Duration> gap(String route) {
    return Optional.ofNullable(openGaps.get(route))
        .map(until -> Duration.ofNanos(Math.max(0, until - System.nanoTime())));
  }

  /**
   * Old gaps and new ones stand while the table changes: a reader that finds no target finds the
   * gap that explains it; where there is none any more, the table is another than the reader's.
   */
  private void publish() {
    Map<String, Long> both = new HashMap<>(openGaps);
    both.putAll(gaps);
    openGaps = Map.copyOf(both);
    table.set(new RouteTable(targets, choices));
    openGaps = Map.copyOf(gaps);
  }
}
