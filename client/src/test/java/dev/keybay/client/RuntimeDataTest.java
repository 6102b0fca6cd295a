package dev.keybay.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The protocol's vectors: nonce 00..1f, the key of RFC 7515 A.3. */
final class RuntimeDataTest {

  private final RuntimeData data =
      new RuntimeData(
          "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
          Map.of(
              "kty", "EC",
              "crv", "P-256",
              "alg", "ECDH-ES+A256KW",
              "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
              "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));

  @Test
  void theDigestOfTheTeeCoversThreeMembers() {
    assertEquals(
        "dfa65d498315212bdaf8857231cf0482172933db271f15856bf30db447227eb5b1dd9e29fcc1fb9076fb00792c3bb7e7",
        HexFormat.of().formatHex(data.primaryDigest("sample", "")));
  }

  @Test
  void theDigestOfADeviceCoversTwo() {
    assertEquals(
        "cc12bca78af3e46d9ddb68eb97122047abb52703f1cec34bd0adc12c5ac8c860b1ada6c8729e54f2172908b77572364a",
        HexFormat.of().formatHex(data.deviceDigest()));
  }

  @Test
  void seHasALongerDigest() {
    assertEquals(64, data.primaryDigest("se", "").length);
  }
}
