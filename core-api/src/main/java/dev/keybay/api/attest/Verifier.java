package dev.keybay.api.attest;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Verifies the evidence of one kind of TEE. A service marked with {@link TeeVerifier}. Thread-safe;
 * keeps nothing between calls. Of several for one TEE the highest version of the highest service
 * ranking is asked.
 */
@ConsumerType
public interface Verifier {

  /**
   * Whether it takes evidence now. False refuses it, with {@link #refusal()} in the operator's log.
   */
  default boolean active() {
    return true;
  }

  /** Why it is not active and how to change that. */
  default String refusal() {
    return "the verifier is switched off";
  }

  /**
   * Checks signatures, endorsements and the binding to {@link Evidence#reportData()} and {@link
   * Evidence#initDataDigest()}.
   *
   * @return what the evidence says, one for each device that it speaks of; at least one
   * @throws AttestationException if anything does not hold
   */
  List<TeeClaims> verify(Evidence evidence) throws AttestationException;

  /**
   * The nonce of a challenge, where the TEE needs one of its own making; empty for 32 random bytes,
   * base64.
   */
  default Optional<String> challenge(byte[] randomBytes) {
    return Optional.empty();
  }
}
