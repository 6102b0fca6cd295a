package dev.keybay.policy.rego;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short forms for tests. */
final class Rego {
  /** Monday 2 March 2026, 10:00:00.5 UTC. */
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T10:00:00.5Z"), ZoneOffset.UTC);

  static final PolicyLimits LENIENT = new PolicyLimits(500_000, Duration.ofSeconds(20), false);
  static final PolicyLimits STRICT = new PolicyLimits(500_000, Duration.ofSeconds(20), true);

  private Rego() {}

  static CompiledPolicy compile(String source) {
    return new RegoEngine(CLOCK).compile("test", source);
  }

  /** The value of {@code p} in a module of these rules; "undefined" if it has none. */
  static @Nullable Object p(String rules) {
    return p(rules, Map.of("x", 1));
  }

  static @Nullable Object p(String rules, @Nullable Object input) {
    return value(compile("package t\n" + rules), "data.t.p", input, STRICT);
  }

  static @Nullable Object lenient(String rules) {
    return value(compile("package t\n" + rules), "data.t.p", Map.of(), LENIENT);
  }

  static @Nullable Object value(
      CompiledPolicy policy, String path, @Nullable Object input, PolicyLimits limits) {
    Map<String, Object> result = policy.evaluate(Map.of(), input, List.of(path), List.of(), limits);
    return result.containsKey(path) ? result.get(path) : "undefined";
  }

  /** The value of an expression, as compact JSON. */
  static String json(String expression) {
    Object value = p("p := json.marshal(" + expression + ")");
    return String.valueOf(value);
  }
}
