package dev.keybay.core.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.access.AccessRules;
import dev.keybay.format.descriptor.PackageFormats;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final Duration HOLD = Duration.ofMinutes(1);
  private static final int COMINGS_AND_GOINGS = 100_000;

  private final ParkingLot lot = new ParkingLot();
  private final Routes routes = new Routes(lot);

  @AfterEach
  void stop() {
    lot.stop();
  }

  @Test
  void whatVanishedLeavesAGapUntilItComesBack() {
    Target target = target();
    assertTrue(gap("hello").isEmpty());
    routes.add(target);
    routes.removeLeavingGap(target, HOLD);
    assertFalse(gap("hello").orElseThrow().isZero());
    routes.add(target());
    assertTrue(gap("hello").isEmpty());
  }

  @Test
  void whoIsNotChosenDoesNotFillAGap() {
    choose("1.0.0");
    Target chosen = target("1.0.0");
    routes.add(chosen);
    routes.removeLeavingGap(chosen, HOLD);
    routes.add(target("2.0.0"));
    assertTrue(routes.table().plain("hello").isEmpty());
    assertTrue(gap("hello").isPresent());
    routes.add(target("1.0.0"));
    assertTrue(gap("hello").isEmpty());
  }

  @Test
  void requestsWaitForWhatIsChosenBeforeItIsThere() {
    choose("1.0.0");
    routes.add(target("1.0.0"));
    choose("2.0.0");
    assertTrue(gap("hello").isPresent());
    routes.add(target("2.0.0"));
    assertTrue(gap("hello").isEmpty());
  }

  @Test
  void nobodyWaitsWhereNobodyIsChosen() {
    choose("1.0.0");
    routes.add(target("1.0.0"));
    routes.choose(
        new Choices(Map.of("hello", Choices.Choice.NOBODY), Map.of(), Set.of(), Set.of()), HOLD);
    assertTrue(routes.table().plain("hello").isEmpty());
    assertTrue(gap("hello").isEmpty());
  }

  @Test
  void onlyAStreamThatIsChosenStandsIn() {
    choose("1.0.0");
    assertTrue(routes.mayLeadTo(new PluginVersion("hello", "1.0.7")));
    assertFalse(routes.mayLeadTo(new PluginVersion("hello", "2.0.0")));
    assertTrue(routes.mayLeadTo(new PluginVersion("other", "2.0.0")));
  }

  private void choose(String version) {
    PluginVersion chosen = new PluginVersion("hello", version);
    Choices.Choice choice = Choices.Choice.of(chosen);
    routes.choose(new Choices(Map.of("hello", choice), Map.of(), Set.of(chosen), Set.of()), HOLD);
  }

  @Test
  void requestsWaitAtAStreamsNameToo() {
    PluginVersion old = new PluginVersion("hello", "1.0.0");
    PluginVersion promoted = new PluginVersion("hello", "2.0.0");
    Choices.Choice choice = Choices.Choice.of(promoted);
    routes.choose(
        new Choices(Map.of("hello", choice), Map.of(), Set.of(old, promoted), Set.of()), HOLD);
    routes.add(target("2.0.0"));
    Target exposed = target("1.0.0");
    routes.add(exposed);
    routes.removeLeavingGap(exposed, HOLD);
    assertTrue(gap("hello").isEmpty());
    assertTrue(gap("hello@1.0").isPresent());
    assertTrue(gap("hello@1").isPresent());
    assertTrue(gap("hello@1.0.0").isPresent());
    assertTrue(gap("hello@1.1").isEmpty());
    assertTrue(gap("hello@2").isEmpty());
    routes.add(target("1.0.0"));
    assertTrue(gap("hello@1.0").isEmpty());
    routes.removeLeavingGap(exposed, HOLD);
    routes.closeGaps(Set.of("hello"), new StreamId("hello", "1.0"));
    assertTrue(gap("hello@1.0").isEmpty());
  }

  @Test
  void requestsWaitForOneOfTwoPlainBundlesByItsExactVersion() {
    Target other = target("1.0.1", PackageFormats.PLAIN);
    Target updated = target("1.0.0", PackageFormats.PLAIN);
    routes.add(other);
    routes.add(updated);
    routes.removeLeavingGap(updated, HOLD);
    assertTrue(gap("hello@1.0.0").isPresent());
    assertTrue(gap("hello@1.0.1").isEmpty());
    assertTrue(routes.table().route(selector("hello@1.0"), () -> 0).isPresent());
    routes.add(target("1.0.0", PackageFormats.PLAIN));
    assertTrue(gap("hello@1.0.0").isEmpty());
    routes.removeLeavingGap(other, HOLD);
    routes.closeGaps(Set.of("hello"), other.stream());
    assertTrue(gap("hello@1.0.1").isEmpty());
  }

  private static Selector selector(String text) {
    return Selector.parse(text).orElseThrow();
  }

  private Optional<Duration> gap(String selector) {
    return routes.gap(selector(selector));
  }

  @Test
  void whoFindsNeitherTargetNorGapHasAnOldTable() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Target first = target();
    routes.add(first);
    Thread operator =
        new Thread(
            () -> {
              Target now = first;
              for (int i = 0; i < COMINGS_AND_GOINGS; i++) {
                routes.removeLeavingGap(now, HOLD);
                now = target();
                routes.add(now);
              }
              over.set(true);
            });
    operator.start();
    int lost = 0;
    while (!over.get()) {
      RouteTable table = routes.table();
      boolean nobody = table.plain("hello").isEmpty() && gap("hello").isEmpty();
      if (nobody && routes.table() == table) {
        lost++;
      }
    }
    operator.join();
    assertEquals(0, lost);
  }

  private static Target target() {
    return target("1.0.0");
  }

  private static Target target(String version) {
    return target(version, PackageFormats.DESCRIBED);
  }

  private static Target target(String version, int format) {
    PluginVersion plugin = new PluginVersion("hello", version);
    return new Target(
        plugin,
        StreamId.of(plugin, format),
        1,
        "launch",
        Set.of("hello"),
        AccessRules.ADMIN_ONLY,
        new Target.Limits(10, Duration.ofSeconds(1), OptionalLong.empty(), false),
        new HttpServlet() {
          private static final long serialVersionUID = 1L;
        });
  }
}
