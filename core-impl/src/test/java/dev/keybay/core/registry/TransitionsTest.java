package dev.keybay.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.KbsException;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TransitionsTest {
  private final Release one = release("1.0.0", 2, "a");
  private final Release two = release("1.0.1", 2, "b");
  private final Release major = release("2.0.0", 2, "c");

  @Test
  void inDevelopmentOtherBytesTakeTheirPlaceAndNothingElseChanges() {
    Registry registry = serving(Registry.EMPTY, one);
    Release other = release("1.0.0", 2, "other");
    Registry after = Transitions.replace(registry, other);
    assertEquals(Optional.of(other), after.release(other.plugin()));
    assertEquals(registry.streams(), after.streams());
  }

  @Test
  void otherBytesUnderAVersionAreRefusedAndTellWhereTheFirstCameFrom() {
    Registry registry = Transitions.register(Registry.EMPTY, one);
    KbsException refused =
        assertThrows(
            KbsException.class, () -> Transitions.register(registry, release("1.0.0", 2, "other")));
    assertTrue(refused.publicMessage().contains("from a test"), refused.publicMessage());
  }

  @Test
  void aRebuiltDistributionBringsItsOwnBytes() {
    Release rebuilt = release("1.0.0", 2, "rebuilt");
    Registry registry = Transitions.registerShipped(Registry.EMPTY, one);
    Registry after = Transitions.registerShipped(registry, rebuilt);
    assertEquals(rebuilt, after.release(one.plugin()).orElseThrow());
    Registry uploaded = Transitions.register(Registry.EMPTY, one);
    assertThrows(KbsException.class, () -> Transitions.registerShipped(uploaded, rebuilt));
  }

  @Test
  void sharesOutliveThePromotedStreamThatIsForgottenWhileTheirsIsSwitchedOff() {
    Registry registry = serving(serving(Registry.EMPTY, one), major);
    registry = Meanings.route(registry, "p", new TreeMap<>(Map.of(major.plugin(), 100)));
    registry = Transitions.disable(registry, one.stream());
    registry = Transitions.disable(registry, major.stream());
    registry = Transitions.unregister(registry, one.plugin());
    Registry after = Transitions.enable(registry, major.stream());
    assertEquals(Map.of(major.plugin(), 100), after.exposure("p").orElseThrow().weights());
    assertEquals(Optional.of(major.stream()), after.exposure("p").orElseThrow().promoted());
  }

  @Test
  void noAliasLeadsToAnAlias() {
    Registry registry = serving(serving(Registry.EMPTY, one), major);
    Selector first = new Selector("p", Optional.of("1.0"));
    Selector second = new Selector("p", Optional.of("2.0"));
    Selector nickname = new Selector("x", Optional.empty());
    Registry aliased = Meanings.alias(registry, nickname, Optional.of(first));
    KbsException refused =
        assertThrows(KbsException.class, () -> Meanings.alias(aliased, first, Optional.of(second)));
    assertTrue(
        refused.publicMessage().contains("alias it to p@2.0 first"), refused.publicMessage());
  }

  @Test
  void anUpdateTakesOverTheShareOfWhatItReplaces() {
    Registry registry = serving(serving(Registry.EMPTY, one), major);
    registry =
        Meanings.route(registry, "p", new TreeMap<>(Map.of(one.plugin(), 95, major.plugin(), 5)));
    Registry after = serving(registry, two);
    assertEquals(
        Map.of(two.plugin(), 95, major.plugin(), 5), after.exposure("p").orElseThrow().weights());
  }

  @Test
  void aPlainNameLeadsToItsSharesAndElseToWhatIsPromoted() {
    Registry registry = serving(serving(Registry.EMPTY, one), major);
    assertEquals(Map.of(one.plugin(), 100), registry.shares("p"));
    assertEquals(Map.of(), registry.shares("nobody"));
    Registry routed =
        Meanings.route(registry, "p", new TreeMap<>(Map.of(one.plugin(), 0, major.plugin(), 100)));
    assertEquals(Map.of(major.plugin(), 100), routed.shares("p"));
    Registry without = Transitions.disable(routed, major.stream());
    assertEquals(Map.of(one.plugin(), 100), without.shares("p"));
    for (Registry each : List.of(registry, routed, without)) {
      each.releases()
          .keySet()
          .forEach(
              version -> assertEquals(each.running().contains(version), each.isRunning(version)));
    }
  }

  @Test
  void anUpdateForgetsTheLowestButNeverWhatIsNeeded() {
    Registry registry = Registry.EMPTY;
    for (int patch = 0; patch < 8; patch++) {
      registry = serving(registry, release("1.0." + patch, 2, "digest " + patch));
    }
    registry = Transitions.register(registry, release("1.0.9", 2, "higher"));
    registry = serving(registry, major);
    Registry after = Retention.trim(registry, "p", 2);
    assertEquals(
        List.of("p@1.0.4", "p@1.0.5", "p@1.0.6", "p@1.0.7", "p@1.0.9", "p@2.0.0"),
        after.releases("p").stream().map(each -> each.plugin().toString()).toList());
    PluginStream stream = registry.streams().get(one.stream());
    assertEquals(stream, after.streams().get(one.stream()));
    Registry none = Retention.trim(registry, "p", 0);
    assertEquals("p@1.0.6", Order.rollback(none, one.stream()).toString());
    assertEquals(registry, Retention.trim(registry, "p", 6));
  }

  @Test
  void whatShipsIsNeverForgottenByAnUpdateAndLeavesItsTrustToTheLastOne() {
    Registry registry =
        Transitions.activate(
            Transitions.registerShipped(Registry.EMPTY, one.trusted(Trust.shipped(Instant.EPOCH))),
            one.plugin());
    for (int patch = 1; patch < 5; patch++) {
      registry = serving(registry, release("1.0." + patch, 2, "digest " + patch));
    }
    Registry trimmed = Retention.trim(registry, "p", 0);
    assertEquals(
        List.of("p@1.0.0", "p@1.0.3", "p@1.0.4"),
        trimmed.releases("p").stream().map(each -> each.plugin().toString()).toList());
    Registry without = Transitions.unregister(trimmed, one.plugin());
    assertEquals(Set.of("p"), without.builtin());
  }

  @Test
  void sharesMustSumToAHundred() {
    Registry registry = serving(Registry.EMPTY, one);
    assertThrows(
        KbsException.class,
        () -> Meanings.route(registry, "p", new TreeMap<>(Map.of(one.plugin(), 99))));
  }

  @Test
  void whatHasAShareCannotBeForgotten() {
    Registry registry = serving(serving(Registry.EMPTY, one), major);
    Registry divided =
        Meanings.route(registry, "p", new TreeMap<>(Map.of(one.plugin(), 50, major.plugin(), 50)));
    Registry off = Transitions.disable(divided, major.stream());
    assertThrows(KbsException.class, () -> Transitions.unregister(off, major.plugin()));
  }

  @Test
  void aSecondMajorServesBesideAndThePlainNameStays() {
    Registry registry = serving(serving(Registry.EMPTY, one), major);
    assertEquals(
        Optional.of(new StreamId("p", "1.0")), registry.exposure("p").orElseThrow().promoted());
    assertEquals(2, registry.running().size());
    Registry promoted = Meanings.promote(registry, major.stream());
    assertEquals(
        Optional.of(new StreamId("p", "2.0")), promoted.exposure("p").orElseThrow().promoted());
  }

  @Test
  void whatADescriptorDoesNotDescribeCannotBeUpdatedAndTheErrorSaysTheWay() {
    Registry registry = serving(Registry.EMPTY, release("1.0.0", 1, "plain"));
    KbsException refused =
        assertThrows(KbsException.class, () -> Order.update(registry, release("1.0.1", 2, "x")));
    assertTrue(refused.publicMessage().contains("alias p@1.0.0 p@1.0.1"), refused.publicMessage());
  }

  @Test
  void aPlainBundleIsNotRolledBackAndTheErrorSaysTheWay() {
    Registry registry = Registry.EMPTY;
    for (String version : List.of("1.0.0", "1.0.1", "1.0.2")) {
      registry = serving(registry, release(version, 1, version));
    }
    Registry three = registry;
    assertEquals("enable p-1.0.0, then: promote p p-1.0.0", wayBack(three, "1.0.1"));
    assertEquals("enable p-1.0.1, then: promote p p-1.0.1", wayBack(three, "1.0.2"));
    assertEquals("enable p-1.0.1, then: promote p p-1.0.1", wayBack(three, "1.0.0"));
  }

  private static String wayBack(Registry registry, String version) {
    StreamId id = new StreamId("p", version);
    KbsException refused = assertThrows(KbsException.class, () -> Order.rollback(registry, id));
    return refused.publicMessage().replaceFirst(".*Use: ", "");
  }

  @Test
  void plainBundlesOfOnePluginServeSideBySide() {
    Registry registry =
        serving(serving(Registry.EMPTY, release("1.0.0", 1, "x")), release("1.0.1", 1, "y"));
    assertEquals(2, registry.running().size());
  }

  @Test
  void anAliasNeedsSomebodyWhoServes() {
    Registry registry = serving(Registry.EMPTY, one);
    Selector old = Selector.parse("old@1.0.0").orElseThrow();
    Selector plain = Selector.parse("p").orElseThrow();
    Registry aliased = Meanings.alias(registry, old, Optional.of(plain));
    assertEquals(Map.of("old@1.0.0", "p"), aliased.aliases());
    Registry off = Transitions.disable(registry, one.stream());
    assertThrows(KbsException.class, () -> Meanings.alias(off, old, Optional.of(plain)));
    assertThrows(KbsException.class, () -> Meanings.alias(registry, old, Optional.empty()));
  }

  private static Registry serving(Registry registry, Release release) {
    return Transitions.activate(Transitions.register(registry, release), release.plugin());
  }

  private static Release release(String version, int format, String bytes) {
    return new Release(
        new PluginVersion("p", version),
        format,
        "sha256:" + bytes,
        Optional.empty(),
        "a test",
        Instant.ofEpochSecond(0));
  }
}
