package dev.keybay.core.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.access.AccessRules;
import dev.keybay.core.naming.PluginVersion;
import dev.keybay.core.naming.Selector;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTableTest {
  private static final Target.Limits LIMITS = new Target.Limits(10, Duration.ofSeconds(1));

  private final Target old = target("hello", "1.9.0", 1, "launch");
  private final Target young = target("hello", "1.10.0", 2, "launch");
  private final Target two = target("hello", "2.0.0", 3, "launch");
  private final Target admin = target("hello", "1.9.0", 4, "admin");

  @Test
  void theHighestVersionIsPromotedByNumberAndNotByText() {
    RouteTable table = new RouteTable(List.of(young, old));
    assertSame(young, table.promoted("hello").orElseThrow());
    assertTrue(table.isPromoted(young));
    assertFalse(table.isPromoted(old));
  }

  @Test
  void ofEqualVersionsTheLaterOneIsPromoted() {
    Target again = target("hello", "1.10.0", 9, "launch");
    assertSame(again, new RouteTable(List.of(again, young)).promoted("hello").orElseThrow());
  }

  @Test
  void aSelectorFindsTheHighestThatItTakes() {
    RouteTable table = new RouteTable(List.of(old, young, two));
    assertSame(two, find(table, "hello"));
    assertSame(young, find(table, "hello@1"));
    assertSame(old, find(table, "hello@1.9"));
    assertSame(old, find(table, "hello@1.9.0"));
    assertTrue(table.route(Selector.parse("hello@1.1").orElseThrow()).isEmpty());
    assertTrue(table.route(Selector.parse("hello@3").orElseThrow()).isEmpty());
  }

  @Test
  void anInterfaceIsFoundByThePluginAndNotByItsRoutes() {
    RouteTable table = new RouteTable(List.of(old, young, admin));
    Selector plain = Selector.parse("hello").orElseThrow();
    assertSame(admin, table.iface(plain, "admin").orElseThrow());
    assertTrue(table.iface(plain, "backup").isEmpty());
  }

  @Test
  void aSelectorIsANameAndUpToThreeNumbers() {
    assertTrue(Selector.parse("hello@").isEmpty());
    assertTrue(Selector.parse("hello@1.x").isEmpty());
    assertTrue(Selector.parse("hello@1.2.3.4").isEmpty());
    assertEquals("hello", Selector.parse("hello@1.2.3").orElseThrow().name());
  }

  private static Target find(RouteTable table, String selector) {
    return table.route(Selector.parse(selector).orElseThrow()).orElseThrow();
  }

  private static Target target(String name, String version, long order, String iface) {
    return new Target(
        new PluginVersion(name, version),
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
