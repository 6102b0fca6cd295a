package dev.keybay.policy.rego.eval;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.keybay.policy.rego.builtin.PatternSize;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.Meter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The patterns that a policy has compiled, a bounded number of them. Thread-safe. */
public final class PatternCache {
  private static final int MAX = 64;
  private static final int MAX_LENGTH = 10_000;

  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

  Pattern get(String expression, Meter meter) {
    Pattern known = patterns.get(expression);
    if (known != null) {
      return known;
    }
    int size = PatternSize.of(expression);
    if (size > PatternSize.MAX || expression.length() > MAX_LENGTH) {
      throw Failure.builtin("regular expression too large");
    }
    meter.charge(1 + size / 4);
    Pattern compiled;
    try {
      compiled = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw Failure.builtin("invalid regular expression: " + e.getDescription());
    }
    // The first ones stay: those that the policy itself writes come before those of hostile input.
    if (patterns.size() < MAX) {
      patterns.put(expression, compiled);
    }
    return compiled;
  }
}
