package dev.keybay.plugin.attest.evidence;

import dev.keybay.plugin.attest.json.CanonicalJson;
import dev.keybay.plugin.attest.json.JsonException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake binds evidence to: a JSON object whose digest the hardware puts into its report.
 *
 * @param claims for the primary evidence {@code additional-evidence}, {@code nonce} and {@code
 *     tee-pubkey}; for an additional device the latter two
 */
public record RuntimeData(Map<String, @Nullable Object> claims) {
  private static final String ADDITIONAL = "additional-evidence";

  /**
   * For the primary evidence. The text of the additional evidence is part of it even when it is
   * empty, exactly as it came.
   */
  public static RuntimeData primary(
      String nonce, Map<String, @Nullable Object> teeKey, String additionalEvidence) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put(ADDITIONAL, additionalEvidence);
    claims.put("nonce", nonce);
    claims.put("tee-pubkey", teeKey);
    return new RuntimeData(claims);
  }

  /** For the evidence of an additional device. */
  public RuntimeData forDevice() {
    Map<String, @Nullable Object> device = new LinkedHashMap<>(claims);
    device.remove(ADDITIONAL);
    return new RuntimeData(device);
  }

  /**
   * The digest over its canonical form (RFC 8785): SHA-512 for {@code se}, SHA-384 for all others.
   *
   * @throws JsonException if it has no canonical form
   */
  public byte[] digest(String tee) throws JsonException {
    try {
      return MessageDigest.getInstance(tee.equals("se") ? "SHA-512" : "SHA-384")
          .digest(CanonicalJson.of(claims));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-384 and SHA-512", e);
    }
  }
}
