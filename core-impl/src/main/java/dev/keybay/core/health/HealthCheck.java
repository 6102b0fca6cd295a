package dev.keybay.core.health;

import java.util.Optional;

/**
 * Something that may be wrong with the host. A service; whoever owns the part brings its check.
 * Called from threads of the host, one call at a time, on each look at {@code /healthz} or {@code
 * /readyz}; expected within a second. A check that throws or is late counts as a problem.
 */
public interface HealthCheck {

  /** What a problem means. */
  enum Concern {
    /** The process is broken beyond what it can mend: restart it. Shown at {@code /healthz}. */
    LIVENESS,
    /** It cannot serve now: send no traffic. Shown at {@code /readyz}. */
    READINESS
  }

  /** A short, constant name, for example {@code policy-engine}. */
  String name();

  Concern concern();

  /** What is wrong and what to do, in words; public, so without a secret. Empty if all is well. */
  Optional<String> problem();
}
