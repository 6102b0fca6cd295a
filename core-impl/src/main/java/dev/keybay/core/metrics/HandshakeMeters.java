package dev.keybay.core.metrics;

import dev.keybay.api.event.AttestationFailed;
import dev.keybay.api.event.Event;
import dev.keybay.api.event.GuestAttested;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * The two steps of the handshake, as Trustee counts them: requests from the router's answers,
 * verdicts by TEE from the events of the attestation plugin.
 */
final class HandshakeMeters {
  /**
   * The names of the protocol (spec: KBS protocol §1.3). Anybody may name another, so a failure has
   * its name only if it is one of these or of a TEE that guests have attested with.
   */
  private static final Set<String> TEES =
      Set.of(
          "az-snp-vtpm",
          "az-tdx-vtpm",
          "cca",
          "csv",
          "hygondcu",
          "nvidia",
          "nvidia-dpu",
          "nvidiadpu",
          "sample",
          "sampledevice",
          "se",
          "sgx",
          "snp",
          "tdx",
          "tpm");

  private static final int MAX_TEES = 32;

  private static final int OK = 200;

  private final LongAdder authRequests = new LongAdder();
  private final LongAdder authSuccesses = new LongAdder();
  private final LongAdder authErrors = new LongAdder();
  private final LongAdder attestRequests = new LongAdder();
  private final LongAdder attestErrors = new LongAdder();
  private final LabelledCounter attested =
      new LabelledCounter(
          "kbs_attestation_successes_total", "Guests attested", "tee_type", MAX_TEES);
  private final LabelledCounter refused =
      new LabelledCounter(
          "kbs_attestation_failures_total", "Evidence refused", "tee_type", MAX_TEES);

  HandshakeMeters(MetricFamilies families) {
    counter(families, "kbs_auth_requests_total", "Handshakes begun", authRequests);
    counter(families, "kbs_auth_successes_total", "Challenges given", authSuccesses);
    counter(families, "kbs_auth_errors_total", "Handshakes refused at once", authErrors);
    counter(families, "kbs_attestation_requests_total", "Evidence received", attestRequests);
    counter(
        families, "kbs_attestation_errors_total", "Evidence not answered by a token", attestErrors);
    families.add("kbs_attestation_successes_total", attested);
    families.add("kbs_attestation_failures_total", refused);
  }

  void answered(String route, int status) {
    switch (route) {
      case "auth" -> {
        authRequests.increment();
        (status == OK ? authSuccesses : authErrors).increment();
      }
      case "attest" -> {
        attestRequests.increment();
        if (status != OK) {
          attestErrors.increment();
        }
      }
      default -> {
        // No step of the handshake.
      }
    }
  }

  void accept(Event event) {
    if (event instanceof GuestAttested guest) {
      attested.increment(guest.tee());
    } else if (event instanceof AttestationFailed guest) {
      String tee = guest.tee();
      boolean known = TEES.contains(tee) || attested.has(tee);
      refused.increment(known ? tee : LabelledCounter.OTHER);
    }
  }

  private static void counter(MetricFamilies families, String name, String help, LongAdder count) {
    families.add(name, () -> Snapshots.counter(name, help, Map.of(Labels.EMPTY, count.sum())));
  }
}
