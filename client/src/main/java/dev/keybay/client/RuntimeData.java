package dev.keybay.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * What evidence is bound to: the broker's nonce and the guest's key.
 *
 * @param nonce as the broker sent it
 * @param teePubkey the TEE key's JWK
 */
record RuntimeData(String nonce, Map<String, String> teePubkey) {

  /** What the evidence of the TEE itself covers. */
  byte[] primaryDigest(String tee, String additionalEvidence) {
    // The member is there even when it is empty.
    return digest(
        tee,
        Map.of("additional-evidence", additionalEvidence, "nonce", nonce, "tee-pubkey", teePubkey));
  }

  /** What the evidence of a further device covers. */
  byte[] deviceDigest() {
    return digest("", toJson());
  }

  /** The {@code runtime-data} member of an attestation. */
  Map<String, Object> toJson() {
    return Map.of("nonce", nonce, "tee-pubkey", teePubkey);
  }

  private static byte[] digest(String tee, Map<String, Object> members) {
    try {
      return MessageDigest.getInstance(tee.equals("se") ? "SHA-512" : "SHA-384")
          .digest(CanonicalJson.of(members).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-2", e);
    }
  }
}
