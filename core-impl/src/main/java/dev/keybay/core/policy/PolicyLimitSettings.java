package dev.keybay.core.policy;

import dev.keybay.api.policy.PolicyLimits;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the limits of evaluations; an impossible setting changes nothing. */
final class PolicyLimitSettings {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyLimitSettings.class);

  private PolicyLimitSettings() {}

  static PolicyLimits read(PolicySettings settings, PolicyLimits otherwise) {
    try {
      return new PolicyLimits(
          settings.steps(),
          Duration.ofMillis(settings.deadlineMillis()),
          PolicyLimits.DEFAULT.strictBuiltinErrors());
    } catch (IllegalArgumentException e) {
      LOG.atError()
          .addKeyValue("pid", PolicySettings.PID)
          .addKeyValue("steps", settings.steps())
          .addKeyValue("deadlineMillis", settings.deadlineMillis())
          .addKeyValue("used", otherwise)
          .log("Policy limits must be positive; the setting is ignored");
      return otherwise;
    }
  }

  /** How many versions of a policy are kept; brought within its bounds. */
  static int historyLength(PolicySettings settings) {
    return Math.min(500, Math.max(1, settings.historyLength()));
  }
}
