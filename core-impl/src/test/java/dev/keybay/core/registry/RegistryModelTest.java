package dev.keybay.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.KbsException;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random operations on the registry and on {@link Model}, which knows the rules of the
 * specification in the plainest way: they take and refuse the same and agree on what serves.
 */
class RegistryModelTest {
  private static final int SEQUENCES = Integer.getInteger("keybay.model.sequences", 10_000);
  private static final int STEPS = 40;
  private static final long SEED = 20_260_704;

  @Test
  void randomSequencesAgreeWithThePlainestModel() throws Exception {
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
      Random random = new Random(SEED + sequence);
      Registry registry = Registry.EMPTY;
      Model model = new Model();
      StringBuilder history = new StringBuilder("sequence " + sequence + ":");
      for (int step = 0; step < STEPS; step++) {
        RandomOperation operation = RandomOperation.next(random);
        history.append(' ').append(operation);
        boolean expected = operation.applyTo(model);
        boolean done = true;
        try {
          registry = operation.applyTo(registry);
        } catch (KbsException refused) {
          done = false;
        }
        assertEquals(expected, done, history::toString);
        assertEquals(model.serving(), registry.running(), history::toString);
        assertEquals(model.names().promoted(), promoted(registry), history::toString);
        assertEquals(model.names().shares(), shares(registry), history::toString);
        assertEquals(model.names().exposed(), exposed(registry), history::toString);
        assertEquals(model.names().aliases(), registry.aliases(), history::toString);
        assertSound(registry, history.toString());
      }
      assertEquals(registry, RegistryRows.read(RegistryRows.of(registry)), history::toString);
    }
  }

  private static Map<String, Integer> promoted(Registry registry) {
    Map<String, Integer> promoted = new TreeMap<>();
    for (Exposure exposure : registry.exposures().values()) {
      exposure
          .promoted()
          .ifPresent(id -> promoted.put(exposure.name(), id.version().equals("1.0") ? 0 : 1));
    }
    return promoted;
  }

  private static Map<String, Integer> shares(Registry registry) {
    Map<String, Integer> shares = new TreeMap<>();
    for (Exposure exposure : registry.exposures().values()) {
      exposure
          .weights()
          .forEach(
              (version, share) -> shares.put(exposure.name() + "-" + version.version(), share));
    }
    return shares;
  }

  private static Set<String> exposed(Registry registry) {
    return registry.exposures().values().stream()
        .flatMap(exposure -> exposure.exposed().stream())
        .map(StreamId::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertSound(Registry registry, String history) {
    for (PluginVersion version : registry.releases().keySet()) {
      assertEquals(registry.running().contains(version), registry.isRunning(version), history);
    }
    for (PluginStream stream : registry.streams().values()) {
      for (PluginVersion version :
          Stream.concat(stream.active().stream(), stream.previous().stream()).toList()) {
        Release release = registry.releases().get(version);
        assertTrue(release != null && release.stream().equals(stream.id()), history);
      }
      assertTrue(!registry.releases(stream.id()).isEmpty(), history);
    }
    for (Exposure exposure : registry.exposures().values()) {
      assertTrue(
          exposure.promoted().stream().allMatch(id -> registry.stream(id).isPresent()), history);
      assertTrue(
          exposure.exposed().stream().allMatch(id -> registry.stream(id).isPresent()), history);
      int sum = exposure.weights().values().stream().mapToInt(Integer::intValue).sum();
      assertTrue(exposure.weights().isEmpty() || sum == 100, history);
      assertTrue(
          exposure.weights().keySet().stream()
              .allMatch(version -> registry.release(version).isPresent()),
          history);
    }
  }
}
