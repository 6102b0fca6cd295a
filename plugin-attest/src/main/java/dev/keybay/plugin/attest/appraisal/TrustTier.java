package dev.keybay.plugin.attest.appraisal;

import java.util.Locale;

/** The tiers of AR4SI, from no statement to the worst. */
public enum TrustTier {
  NONE,
  AFFIRMING,
  WARNING,
  CONTRAINDICATED;

  /**
   * The tier of a claim's value.
   *
   * @param value -128 to 127
   */
  static TrustTier of(int value) {
    if (-1 <= value && value <= 1) {
      return NONE;
    }
    if (-32 <= value && value <= 31) {
      return AFFIRMING;
    }
    return -96 <= value && value <= 95 ? WARNING : CONTRAINDICATED;
  }

  /** The worse of the two. */
  public TrustTier or(TrustTier other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** As tokens write it, for example {@code affirming}. */
  public String status() {
    return name().toLowerCase(Locale.ROOT);
  }
}
