package dev.keybay.bench.report;

import java.util.Locale;

/**
 * A ratio and what it may be.
 *
 * @param atLeast whether the bound is a lower one
 */
public record Verdict(double ratio, double bound, boolean atLeast) {

  public static Verdict atMost(double bound, double ratio) {
    return new Verdict(ratio, bound, false);
  }

  public static Verdict atLeast(double bound, double ratio) {
    return new Verdict(ratio, bound, true);
  }

  /** Never for a ratio that is no number. */
  public boolean within() {
    return atLeast ? ratio >= bound : ratio <= bound;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f, budget %s %.2f: %s",
        ratio,
        atLeast ? "at least" : "at most",
        bound,
        within() ? "within" : "over");
  }
}
