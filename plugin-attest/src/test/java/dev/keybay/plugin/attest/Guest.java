package dev.keybay.plugin.attest;

import dev.keybay.plugin.attest.evidence.RuntimeData;
import dev.keybay.plugin.attest.json.Json;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of a guest whose evidence a {@link DigestVerifier} takes. */
final class Guest {
  static final Map<String, @Nullable Object> KEY = key();

  String additional = "";
  @Nullable Object initData;

  static byte[] hello(String tee) {
    return hello("0.4.0", tee);
  }

  static byte[] hello(String version, String tee) {
    return Json.write(Map.of("version", version, "tee", tee, "extra-params", Map.of()));
  }

  /** Additional evidence of one device, as the guest's software writes it. */
  static String device(String tee, String nonce) throws Exception {
    byte[] digest = RuntimeData.primary(nonce, KEY, "").forDevice().digest(tee);
    return new String(
        Json.write(Map.of(tee, evidence(digest))), java.nio.charset.StandardCharsets.UTF_8);
  }

  byte[] proof(String nonce) throws Exception {
    return proof(nonce, RuntimeData.primary(nonce, KEY, additional).digest("snp"));
  }

  byte[] proof(String nonce, byte[] reportData) {
    Map<String, @Nullable Object> key = new LinkedHashMap<>(KEY);
    key.put("kid", "a member that is not part of the digest");
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("init-data", initData);
    message.put("runtime-data", Map.of("nonce", nonce, "tee-pubkey", key));
    message.put(
        "tee-evidence",
        Map.of("primary_evidence", evidence(reportData), "additional_evidence", additional));
    return Json.write(message);
  }

  private static Map<String, Object> evidence(byte[] reportData) {
    return Map.of("report_data", Base64.getEncoder().encodeToString(reportData));
  }

  private static Map<String, @Nullable Object> key() {
    // The key of RFC 7515, A.3.
    Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "EC");
    jwk.put("crv", "P-256");
    jwk.put("alg", "ECDH-ES+A256KW");
    jwk.put("x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
    jwk.put("y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    return jwk;
  }
}
