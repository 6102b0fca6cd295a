package dev.keybay.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WithdrawalTest {
  private final PluginVersion lower = new PluginVersion("p", "1.0.3");
  private final PluginVersion higher = new PluginVersion("p", "1.0.4");
  private final PluginVersion highest = new PluginVersion("p", "1.0.5");
  private final PluginVersion other = new PluginVersion("p", "1.1.0");
  private final StreamId stream = new StreamId("p", "1.0");

  @Test
  void whatServesTheStreamHasTheShareOfWhatGoes() {
    Registry after = without(lower, divided(Map.of(lower, 95, higher, 5)));
    assertEquals(Map.of(higher, 100), after.shares("p"));
    assertEquals(Set.of(higher), after.running());
  }

  @Test
  void whoHasAShareServesTheStreamOfWhatGoes() {
    Registry after = without(higher, divided(Map.of(lower, 95, higher, 5)));
    assertEquals(Map.of(lower, 100), after.shares("p"));
    assertEquals(Optional.of(lower), after.streams().get(stream).serving());
  }

  @Test
  void ofSeveralTheOneWithTheLargestShareServesWhateverElseThereIs() {
    Registry divided = divided(Map.of(lower, 60, higher, 30, other, 10));
    Registry registry = Transitions.register(divided, release(highest));
    Registry after = Withdrawal.of(registry, higher, Optional.of(highest));
    assertEquals(Map.of(lower, 90, other, 10), after.shares("p"));
    assertEquals(Optional.of(lower), after.streams().get(stream).serving());
  }

  @Test
  void whoIsThereInReserveServesWhereNobodyHasAShare() {
    Registry registry = Transitions.activate(divided(Map.of()), higher);
    Registry after = Withdrawal.of(registry, higher, Optional.of(lower));
    assertEquals(Map.of(lower, 100), after.shares("p"));
  }

  @Test
  void withNobodyInItsStreamTheOthersDivideItsShareInProportion() {
    PluginVersion third = new PluginVersion("p", "1.2.0");
    Registry registry = serving(serving(serving(Registry.EMPTY, lower), other), third);
    Registry after = without(lower, routed(registry, Map.of(lower, 1, other, 33, third, 66)));
    assertEquals(Map.of(other, 33, third, 67), after.exposure("p").orElseThrow().weights());
    assertEquals(Optional.empty(), after.streams().get(stream).serving());
    Registry last = without(third, without(other, after));
    assertEquals(Map.of(), last.exposure("p").orElseThrow().weights());
    assertEquals(Set.of(), last.running());
  }

  @Test
  void aStreamThatIsSwitchedOffStaysSo() {
    Registry off = Transitions.disable(divided(Map.of(lower, 95, higher, 5)), stream);
    Registry after = without(higher, off);
    assertEquals(Set.of(), after.running());
    assertEquals(Map.of(lower, 100), Transitions.enable(after, stream).shares("p"));
  }

  private static Registry without(PluginVersion plugin, Registry registry) {
    return Withdrawal.of(registry, plugin, Optional.empty());
  }

  /** The higher of the stream serves it, and another stream is there. */
  private Registry divided(Map<PluginVersion, Integer> shares) {
    Registry registry = serving(Registry.EMPTY, lower);
    registry = serving(registry, higher);
    return routed(shares.containsKey(other) ? serving(registry, other) : registry, shares);
  }

  private static Registry routed(Registry registry, Map<PluginVersion, Integer> shares) {
    return Meanings.route(registry, "p", new TreeMap<>(shares));
  }

  private static Registry serving(Registry registry, PluginVersion plugin) {
    return Transitions.activate(Transitions.register(registry, release(plugin)), plugin);
  }

  private static Release release(PluginVersion plugin) {
    return new Release(
        plugin, 2, "sha256:" + plugin.version(), Optional.empty(), "a test", Instant.EPOCH);
  }
}
