package dev.keybay.policy.rego.builtin;

import com.google.re2j.Pattern;
import dev.keybay.policy.rego.value.Meter;

/** What builtins may use of the evaluation that calls them. */
public interface Environment extends Meter {
  /** The time of the evaluation, the same throughout it, in nanoseconds since 1970. */
  long nowNanos();

  /**
   * A compiled pattern.
   *
   * @throws dev.keybay.policy.rego.value.Failure if it is none or too large
   */
  Pattern pattern(String expression);
}
