package dev.keybay.core.policy;

import dev.keybay.core.metrics.Meter;
import dev.keybay.core.metrics.Metrics;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Decisions of the resource policy, in the names that Trustee uses. */
final class PolicyMeters implements AutoCloseable {
  final LongAdder evaluations = new LongAdder();
  final LongAdder approvals = new LongAdder();
  final LongAdder violations = new LongAdder();
  final LongAdder errors = new LongAdder();

  private final List<Meter> registered;

  PolicyMeters(Metrics metrics) {
    registered =
        List.of(
            metrics.counter(
                "kbs_policy_evaluations_total", "Resource policy asked", evaluations::sum),
            metrics.counter(
                "kbs_policy_approvals_total", "Requests that it allowed", approvals::sum),
            metrics.counter(
                "kbs_policy_violations_total", "Requests that it denied", violations::sum),
            metrics.counter(
                "kbs_policy_errors_total",
                "Requests denied because it failed or gave no boolean",
                errors::sum));
  }

  @Override
  public void close() {
    for (Meter meter : registered) {
      meter.close();
    }
  }
}
