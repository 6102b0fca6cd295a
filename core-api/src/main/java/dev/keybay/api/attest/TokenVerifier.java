package dev.keybay.api.attest;

import org.osgi.annotation.versioning.ProviderType;

/** Verifies attestation tokens against the keys that the host trusts. Thread-safe. */
@ProviderType
public interface TokenVerifier {
  /**
   * Verifies signature, key endorsement and expiry, and finds the guest's TEE key.
   *
   * @throws dev.keybay.api.error.KbsException {@code TOKEN_INVALID} if anything does not hold
   */
  AttestationToken verify(String token);
}
