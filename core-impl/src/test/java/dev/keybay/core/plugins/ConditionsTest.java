package dev.keybay.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.jar.PluginIdentity;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

final class ConditionsTest {
  private static final Optional<String> HURT = Optional.of("it hurts");

  private final AtomicLong nanos = new AtomicLong(7);
  private final Conditions conditions = new Conditions(nanos::get);

  @Test
  void aPluginIsAskedAtItsInterval() throws Exception {
    PluginEntry hourly = entry(1, "interval: 1h");
    PluginEntry quick = entry(2, "interval: 1s");
    assertTrue(conditions.due(hourly));
    assertTrue(conditions.due(quick));
    pass(Duration.ofMillis(999));
    assertFalse(conditions.due(quick));
    pass(Duration.ofMillis(1));
    assertTrue(conditions.due(quick));
    assertFalse(conditions.due(quick), "that was just now");
    pass(Duration.ofMinutes(59).plusSeconds(58));
    assertFalse(conditions.due(hourly));
    pass(Duration.ofSeconds(1));
    assertTrue(conditions.due(hourly));
  }

  @Test
  void itIsUnwellAfterAsManyFailuresAsItsDescriptorSays() throws Exception {
    PluginEntry frail = entry(1, "failuresBeforeUnhealthy: 1");
    PluginEntry tough = entry(2, "failuresBeforeUnhealthy: 5");
    assertTrue(conditions.due(frail));
    assertTrue(conditions.due(tough));
    conditions.note(frail, HURT);
    assertEquals(HURT, conditions.problem(frail));
    for (int i = 1; i < 5; i++) {
      conditions.note(tough, HURT);
      assertEquals(Optional.empty(), conditions.problem(tough));
    }
    conditions.note(tough, HURT);
    assertEquals(HURT, conditions.problem(tough));
  }

  @Test
  void whoSaysNothingIsAskedEveryTenSecondsAndUnwellAfterThree() throws Exception {
    PluginEntry plain = entry(1, "");
    assertTrue(conditions.due(plain));
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), conditions.problem(plain));
      conditions.note(plain, HURT);
      pass(Duration.ofMillis(9_999));
      assertFalse(conditions.due(plain));
      pass(Duration.ofMillis(1));
      assertTrue(conditions.due(plain));
    }
    assertEquals(HURT, conditions.problem(plain));
  }

  @Test
  void onlyFailuresInARowCount() throws Exception {
    PluginEntry entry = entry(1, "failuresBeforeUnhealthy: 2");
    assertTrue(conditions.due(entry));
    conditions.note(entry, HURT);
    conditions.note(entry, Optional.empty());
    conditions.note(entry, HURT);
    assertEquals(Optional.empty(), conditions.problem(entry));
    conditions.note(entry, HURT);
    assertEquals(HURT, conditions.problem(entry));
    conditions.note(entry, Optional.empty());
    assertEquals(Optional.empty(), conditions.problem(entry));
  }

  @Test
  void whatIsGoneIsForgottenAndAnAnswerThatComesLateIsNoNews() throws Exception {
    PluginEntry gone = entry(1, "failuresBeforeUnhealthy: 1");
    PluginEntry here = entry(2, "failuresBeforeUnhealthy: 1");
    assertTrue(conditions.due(gone));
    assertTrue(conditions.due(here));
    conditions.note(here, HURT);
    conditions.retain(Set.of(2L));
    conditions.note(gone, HURT);
    assertEquals(Optional.empty(), conditions.problem(gone));
    assertEquals(HURT, conditions.problem(here));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static PluginEntry entry(long id, String health) throws Exception {
    String yaml = "format: 2\nname: ailing\nbackend_component: org.example.Ailing\n";
    if (!health.isEmpty()) {
      yaml += "health: { " + health + " }\n";
    }
    Bundle bundle =
        (Bundle)
            Proxy.newProxyInstance(
                ConditionsTest.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> {
                  assertEquals("getBundleId", method.getName());
                  return id;
                });
    PluginIdentity identity =
        PluginIdentity.read(
            "org.example.ailing",
            new Version(1, 0, 0),
            Optional.of(yaml.getBytes(StandardCharsets.UTF_8)));
    return new PluginEntry(bundle, identity, Instant.EPOCH);
  }
}
