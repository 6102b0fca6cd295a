package dev.keybay.plugin.attest.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.keybay.plugin.attest.json.Json;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The nonce is 32 bytes from 0 up, the key that of RFC 7515, A.3. */
class RuntimeDataTest {
  private static final String NONCE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final Map<String, @Nullable Object> KEY =
      Map.of(
          "kty",
          "EC",
          "crv",
          "P-256",
          "alg",
          "ECDH-ES+A256KW",
          "x",
          "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y",
          "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");

  @Test
  void theDigestOfThePrimaryEvidence() throws Exception {
    assertEquals(
        "dfa65d498315212bdaf8857231cf0482172933db271f15856bf30db447227eb5"
            + "b1dd9e29fcc1fb9076fb00792c3bb7e7",
        hex(RuntimeData.primary(NONCE, KEY, "").digest("snp")));
  }

  @Test
  void theDigestOfADevice() throws Exception {
    assertEquals(
        "cc12bca78af3e46d9ddb68eb97122047abb52703f1cec34bd0adc12c5ac8c860"
            + "b1ada6c8729e54f2172908b77572364a",
        hex(RuntimeData.primary(NONCE, KEY, "").forDevice().digest("sampledevice")));
  }

  @Test
  void theTextOfTheAdditionalEvidenceCounts() throws Exception {
    assertNotEquals(
        hex(RuntimeData.primary(NONCE, KEY, "").digest("snp")),
        hex(RuntimeData.primary(NONCE, KEY, "{}").digest("snp")));
    assertArrayEquals(
        RuntimeData.primary(NONCE, KEY, "").forDevice().digest("snp"),
        RuntimeData.primary(NONCE, KEY, "{}").forDevice().digest("snp"));
  }

  @Test
  void secureExecutionHasALongerDigest() throws Exception {
    assertEquals(64, RuntimeData.primary(NONCE, KEY, "").digest("se").length);
  }

  @Test
  void theDigestIsOverTheCanonicalForm() throws Exception {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) Json.read("{\"b\":1,\"a\":\"test\",\"c\":{\"d\":\"e\"}}"))
        .forEach((name, value) -> members.put((String) name, value));
    String digest = hex(new RuntimeData(members).digest("snp"));

    assertEquals("e71ce8e7", digest.substring(0, 8));
    assertEquals("8870c3", digest.substring(90));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
