package dev.keybay.api.event;

import java.util.Map;

/**
 * A handshake was refused after its evidence had been read.
 *
 * @param tee for example {@code snp}
 * @param reason in words, for the operator; the guest does not learn it
 */
public record AttestationFailed(String tee, String reason) implements Event {
  @Override
  public String topic() {
    return "guest/attestation-failed";
  }

  @Override
  public Map<String, String> attributes() {
    return Map.of("tee", tee, "reason", reason);
  }
}
