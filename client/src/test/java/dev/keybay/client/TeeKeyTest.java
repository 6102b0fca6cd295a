package dev.keybay.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.testbroker.ServerJwe;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TeeKeyTest {

  private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource(TeeKeyAlgorithm.class)
  void aKeyReadsWhatIsEncryptedToIt(TeeKeyAlgorithm algorithm) throws Exception {
    TeeKey key = TeeKey.generate(algorithm);
    String reply = ServerJwe.encrypt(key.jwk(), SECRET);
    assertArrayEquals(SECRET, Jwe.parse(reply.getBytes(StandardCharsets.UTF_8)).decrypt(key));
  }

  @ParameterizedTest
  @EnumSource(TeeKeyAlgorithm.class)
  void aKeyComesBackFromItsPem(TeeKeyAlgorithm algorithm) {
    TeeKey key = TeeKey.generate(algorithm);
    TeeKey loaded = TeeKey.fromPem(key.toPem());
    assertEquals(key.jwk(), loaded.jwk());
    assertEquals(key.toPem(), loaded.toPem());
  }

  @Test
  void coordinatesHaveFullLength() {
    for (int i = 0; i < 20; i++) {
      TeeKey key = TeeKey.generate(TeeKeyAlgorithm.P521);
      assertEquals(66, Base64Url.decode(key.jwk().getOrDefault("x", ""), "x").length);
      assertEquals(66, Base64Url.decode(key.jwk().getOrDefault("y", ""), "y").length);
    }
  }

  @Test
  void rsaKeysArePkcs1() {
    String pem = TeeKey.generate(TeeKeyAlgorithm.RSA).toPem();
    assertTrue(pem.startsWith("-----BEGIN RSA PRIVATE KEY-----\nMII"), "PKCS#1 as guests keep it");
  }

  @Test
  void aKeyInSec1IsRefusedWithTheWayToConvertIt() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> TeeKey.fromPem(new Pem("EC PRIVATE KEY", new byte[] {1, 2, 3}).encode()));
    assertTrue(error.getMessage().contains("openssl pkcs8 -topk8"), error.getMessage());
  }

  @Test
  void aKeyOnAnotherCurveIsRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    assertThrows(
        IllegalArgumentException.class, () -> TeeKey.fromPem(new Pem("PRIVATE KEY", der).encode()));
  }

  @Test
  void aShortRsaKeyIsRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    byte[] der = Pkcs1.fromPkcs8(generator.generateKeyPair().getPrivate().getEncoded());
    assertThrows(
        IllegalArgumentException.class,
        () -> TeeKey.fromPem(new Pem("RSA PRIVATE KEY", der).encode()));
  }

  @Test
  void aKeyIsNeverShown() {
    TeeKey key = TeeKey.generate(TeeKeyAlgorithm.P256);
    assertEquals("TeeKey[ECDH-ES+A256KW, P-256]", key.toString());
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> TeeKey.fromPem(key.toPem().replace("BEGIN PRIVATE", "BEGIN SECRET")));
    assertFalse(error.getMessage().contains("MII"), "no key in an error");
  }
}
