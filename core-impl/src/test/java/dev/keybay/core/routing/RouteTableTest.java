package dev.keybay.core.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.access.AccessRules;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RouteTableTest {
  private static final Target.Limits LIMITS =
      new Target.Limits(10, Duration.ofSeconds(1), OptionalLong.empty(), false);

  private final Target old = target("hello", "1.9.0", 1, "launch");
  private final Target young = target("hello", "1.10.0", 2, "launch");
  private final Target two = target("hello", "2.0.0", 3, "launch");
  private final Target admin = target("hello", "1.9.0", 4, "admin");

  @Test
  void theHighestVersionIsPromotedByNumberAndNotByText() {
    RouteTable table = table(young, old);
    assertSame(young, plain(table));
    assertTrue(table.isPromoted(young));
    assertFalse(table.isPromoted(old));
  }

  @Test
  void ofEqualVersionsTheLaterOneIsPromoted() {
    Target again = target("hello", "1.10.0", 9, "launch");
    assertSame(again, plain(table(again, young)));
  }

  @Test
  void aSelectorFindsTheHighestThatItTakes() {
    RouteTable table = table(old, young, two);
    assertSame(two, find(table, "hello"));
    assertSame(young, find(table, "hello@1"));
    assertSame(old, find(table, "hello@1.9"));
    assertSame(old, find(table, "hello@1.9.0"));
    assertTrue(table.route(selector("hello@1.1"), RouteTableTest::none).isEmpty());
    assertTrue(table.route(selector("hello@3"), RouteTableTest::none).isEmpty());
  }

  @Test
  void anInterfaceIsFoundByThePluginAndNotByItsRoutes() {
    RouteTable table = table(old, young, admin);
    Selector plain = selector("hello");
    assertSame(admin, table.iface(plain, "admin", RouteTableTest::none).orElseThrow());
    assertTrue(table.iface(plain, "backup", RouteTableTest::none).isEmpty());
  }

  @Test
  void aSelectorIsANameAndUpToThreeNumbers() {
    assertTrue(Selector.parse("hello@").isEmpty());
    assertTrue(Selector.parse("hello@1.x").isEmpty());
    assertTrue(Selector.parse("hello@1.2.3.4").isEmpty());
    assertEquals("hello", selector("hello@1.2.3").name());
  }

  @Test
  void whatTheOperatorHasChosenIsPromotedAndNotTheHighest() {
    RouteTable table = new RouteTable(List.of(old, young), choice(Map.of(old.plugin(), 1)));
    assertSame(old, plain(table));
    assertFalse(table.isPromoted(young));
  }

  @Test
  void whereTheChosenVersionIsGoneAnotherOfItsStreamStandsIn() {
    Target next = target("hello", "1.9.1", 5, "launch");
    Choices gone = choice(Map.of(old.plugin(), 1));
    assertSame(next, plain(new RouteTable(List.of(next, two), gone)));
    assertTrue(new RouteTable(List.of(two), gone).plain("hello").isEmpty());
  }

  @Test
  void aStreamsNameLeadsToWhatServesItAndNotToWhatIsBroughtUpBesideIt() {
    Target next = target("hello", "1.9.1", 5, "launch");
    Choices chosen = choice(Map.of(old.plugin(), 1));
    RouteTable both = new RouteTable(List.of(next, old), chosen);
    assertSame(old, find(both, "hello@1"));
    assertSame(old, find(both, "hello@1.9"));
    assertSame(next, find(both, "hello@1.9.1"));
    assertSame(next, find(new RouteTable(List.of(next), chosen), "hello@1.9"));
    Selector other = selector("hello@2");
    assertTrue(
        new RouteTable(List.of(old, two), chosen).route(other, RouteTableTest::none).isEmpty());
  }

  @Test
  void nobodyIsLedToAPluginThatNothingIsChosenFor() {
    Choices nobody = choice(Map.of());
    assertTrue(new RouteTable(List.of(old), nobody).plain("hello").isEmpty());
  }

  @Test
  void sharesDivideTheBucketsAndAGrowingShareMovesNobodyBack() {
    RouteTable few =
        new RouteTable(List.of(old, two), choice(Map.of(old.plugin(), 95, two.plugin(), 5)));
    RouteTable more =
        new RouteTable(List.of(old, two), choice(Map.of(old.plugin(), 60, two.plugin(), 40)));
    int moved = 0;
    for (int bucket = 0; bucket < 100; bucket++) {
      int each = bucket;
      Target before = few.plain("hello").pick(() -> each).orElseThrow();
      moved += before == two ? 1 : 0;
      if (before == two) {
        assertSame(two, more.plain("hello").pick(() -> each).orElseThrow());
      }
    }
    assertEquals(5, moved);
    assertTrue(few.isPromoted(old) && few.isPromoted(two));
  }

  @Test
  void guestsMayUsePlainNamesAndExposedStreamsOnly() {
    Choices exposed =
        new Choices(
            Map.of(),
            Map.of(selector("old@1.0.0"), selector("hello")),
            Set.of(),
            Set.of(new StreamId("hello", "1.9")));
    RouteTable table = new RouteTable(List.of(old, young), exposed);
    assertTrue(table.guestsMay(selector("hello"), "launch"));
    assertTrue(table.guestsMay(selector("hello@1.9"), "launch"));
    assertFalse(table.guestsMay(selector("hello@1.10"), "launch"));
    assertFalse(table.guestsMay(selector("hello@1.9.0"), "launch"));
    assertEquals("hello", table.resolve(selector("old@1.0.0")).name());
  }

  private static int none() {
    throw new AssertionError("there is nothing to choose between");
  }

  private static Choices choice(Map<PluginVersion, Integer> shares) {
    return new Choices(
        Map.of("hello", new Choices.Choice(new TreeMap<>(shares))),
        Map.of(),
        shares.keySet(),
        Set.of());
  }

  private static RouteTable table(Target... targets) {
    return new RouteTable(List.of(targets), Choices.NONE);
  }

  private static Target plain(RouteTable table) {
    return table.plain("hello").pick(RouteTableTest::none).orElseThrow();
  }

  private static Target find(RouteTable table, String selector) {
    return table.route(selector(selector), RouteTableTest::none).orElseThrow();
  }

  private static Selector selector(String text) {
    return Selector.parse(text).orElseThrow();
  }

  private static Target target(String name, String version, long order, String iface) {
    PluginVersion plugin = new PluginVersion(name, version);
    return new Target(
        plugin,
        new StreamId(name, plugin.stream()),
        order,
        iface,
        iface.equals("launch") ? Set.of(name) : Set.of(),
        AccessRules.ADMIN_ONLY,
        LIMITS,
        new HttpServlet() {
          private static final long serialVersionUID = 1L;
        });
  }
}
