package dev.keybay.core.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.registry.Meanings;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Transitions;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SwitchedTest {
  private static final PluginVersion OLD = new PluginVersion("p", "1.0.3");
  private static final PluginVersion NEW = new PluginVersion("p", "1.0.4");
  private static final PluginVersion NEXT = new PluginVersion("p", "1.1.0");
  private static final StreamId STREAM = StreamId.of(OLD, 2);
  private static final StreamId NEXT_STREAM = StreamId.of(NEXT, 2);

  /** One stream with a version that waits, and another stream; the plain name means the first. */
  private final Registry start =
      Transitions.activate(
          registered(Transitions.activate(registered(Registry.EMPTY, OLD), OLD), NEW, NEXT), NEXT);

  @Test
  void whatAStreamServesInsteadIsASwitchAndItsWayBackTheOneBefore() {
    Registry after = Transitions.activate(start, NEW);
    Switched switched = only(Switched.by(PluginOperation.UPDATE, "p", start, after));
    assertEquals(OLD, switched.before());
    assertEquals(NEW, switched.after());
    assertEquals(Map.of(OLD, 100), switched.back().apply(after).shares("p"));
  }

  @Test
  void aShareInsideOfAStreamIsOneToo() {
    Registry after = route(start, Map.of(OLD, 95, NEW, 5));
    Switched switched = only(Switched.by(PluginOperation.ROUTE, "p", start, after));
    assertEquals(NEW, switched.after());
    assertEquals(STREAM, switched.stream());
    Registry back = switched.back().apply(after);
    assertEquals(start.exposure("p"), back.exposure("p"));
  }

  @Test
  void aShareThatGrowsIsOneAndNobodyIsLeftWithItAfterTheWayBack() {
    Registry tenth = route(start, Map.of(OLD, 90, NEXT, 10));
    Registry half = route(tenth, Map.of(OLD, 50, NEXT, 50));
    Switched grown = only(Switched.by(PluginOperation.ROUTE, "p", tenth, half));
    assertEquals(Map.of(OLD, 100), grown.back().apply(half).shares("p"));
    Registry all = Meanings.promote(half, NEXT_STREAM);
    Switched promoted = only(Switched.by(PluginOperation.PROMOTE, "p", half, all));
    assertEquals(OLD, promoted.before());
    assertEquals(start.exposure("p"), promoted.back().apply(all).exposure("p"));
    // The way back of a step before still leads there.
    assertEquals(Map.of(OLD, 100), grown.back().apply(all).shares("p"));
  }

  @Test
  void theWayBackHoldsWhenAnotherIsUpdatedMeanwhile() {
    Registry after = route(start, Map.of(OLD, 95, NEXT, 5));
    Switched switched = only(Switched.by(PluginOperation.ROUTE, "p", start, after));
    Registry updated = Transitions.activate(after, NEW);
    assertEquals(Map.of(NEW, 95, NEXT, 5), updated.shares("p"));
    assertEquals(Map.of(NEW, 100), switched.back().apply(updated).shares("p"));
  }

  @Test
  void theOthersKeepTheirProportion() {
    Registry before = route(start, Map.of(OLD, 70, NEW, 30));
    Registry after = route(before, Map.of(OLD, 47, NEW, 20, NEXT, 33));
    Switched switched = only(Switched.by(PluginOperation.ROUTE, "p", before, after));
    assertEquals(NEXT, switched.after());
    assertEquals(OLD, switched.before());
    assertEquals(Map.of(OLD, 70, NEW, 30), switched.back().apply(after).shares("p"));
  }

  @Test
  void whereGuestsWereLedElsewhereThereIsNoWayBack() {
    Registry after = route(start, Map.of(OLD, 95, NEXT, 5));
    Switched switched = only(Switched.by(PluginOperation.ROUTE, "p", start, after));
    Registry undone = route(after, Map.of());
    KbsException refused = assertThrows(KbsException.class, () -> switched.back().apply(undone));
    assertEquals(ErrorCode.CONFLICT, refused.code());
    Registry promoted =
        Transitions.disable(Meanings.promote(after, NEXT_STREAM), STREAM); // nobody else runs
    assertThrows(KbsException.class, () -> switched.back().apply(promoted));
    Switched updated =
        only(Switched.by(PluginOperation.UPDATE, "p", start, Transitions.activate(start, NEW)));
    assertThrows(KbsException.class, () -> updated.back().apply(start));
  }

  @Test
  void takingANewerOneAwayIsNoSwitchToTheOneThatMostHad() {
    Registry tried = route(start, Map.of(OLD, 95, NEXT, 5));
    assertEquals(List.of(), Switched.by(PluginOperation.ROUTE, "p", tried, route(tried, Map.of())));
    Registry disabled = Transitions.disable(tried, NEXT_STREAM);
    assertEquals(List.of(), Switched.by(PluginOperation.DISABLE, "p", tried, disabled));
  }

  private static Switched only(List<Switched> switched) {
    assertEquals(1, switched.size(), () -> "" + switched);
    return switched.get(0);
  }

  private static Registry route(Registry registry, Map<PluginVersion, Integer> shares) {
    return Meanings.route(registry, "p", new TreeMap<>(shares));
  }

  private static Registry registered(Registry registry, PluginVersion... versions) {
    Registry after = registry;
    for (PluginVersion version : versions) {
      after =
          Transitions.register(
              after,
              new Release(
                  version, 2, "sha256:" + version, Optional.empty(), "a test", Instant.EPOCH));
    }
    return after;
  }
}
