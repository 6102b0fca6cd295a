package dev.keybay.core.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.attest.AttestationToken;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.NistCurve;
import dev.keybay.core.jose.Pem;
import dev.keybay.core.jose.Settings;
import dev.keybay.core.jose.TestCertificate;
import dev.keybay.core.jose.TestJwt;
import dev.keybay.format.json.StrictJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTokenIssuerTest {
  @TempDir Path folder;
  TokenFixture fixture;

  @BeforeEach
  void wire() {
    fixture = new TokenFixture(folder);
  }

  @Test
  void aTokenHasTheHeaderAndTheTimesOfTheProtocol() throws Exception {
    TokenKeys keys = fixture.keys(Map.of());
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("eat_profile", "tag:example");
    claims.put("iat", 1L);
    claims.put("submods", Map.of());

    String[] parts = fixture.issuer(keys).issue(claims).split("\\.", -1);

    Map<String, ?> header = StrictJson.object(Base64Url.decode(parts[0]));
    assertEquals(List.of("typ", "alg", "jwk"), List.copyOf(header.keySet()));
    assertEquals("JWT", header.get("typ"));
    assertEquals("ES256", header.get("alg"));
    Map<?, ?> jwk = (Map<?, ?>) header.get("jwk");
    assertEquals(List.of("kty", "crv", "alg", "x", "y"), List.copyOf(jwk.keySet()));
    assertEquals("ES256", jwk.get("alg"));
    assertEquals(43, String.valueOf(jwk.get("x")).length());
    long now = TokenFixture.NOW.getEpochSecond();
    assertEquals(
        "{\"eat_profile\":\"tag:example\",\"iat\":%d,\"submods\":{},\"exp\":%d,\"iss\":\"CoCo-Attestation-Service\"}"
            .formatted(now, now + 300),
        new String(Base64Url.decode(parts[1]), StandardCharsets.UTF_8));
  }

  @Test
  void lifetimeAndIssuerAreSettings() throws Exception {
    TokenKeys keys = fixture.keys(Map.of("durationMinutes", 7, "issuer", "me"));
    String token = fixture.issuer(keys).issue(Map.of());
    Map<String, ?> claims = StrictJson.object(Base64Url.decode(token.split("\\.", -1)[1]));
    assertEquals("me", claims.get("iss"));
    assertEquals(TokenFixture.NOW.getEpochSecond() + 420, claims.get("exp"));
  }

  @Test
  void itsOwnTokensVerifyAlsoAfterARestart() throws Exception {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>(fixture.claims());
    String token = fixture.issuer(fixture.keys(Map.of())).issue(claims);

    AttestationToken read = fixture.verifier(Map.of()).verify(token);

    assertEquals("CoCo-Attestation-Service", read.claims().get("iss"));
    assertEquals(1, fixture.store.values.size());
    assertEquals("host/token:signing-key", fixture.store.values.keySet().iterator().next());
  }

  @Test
  void aTokenOfAnotherHostDoesNotVerify() throws Exception {
    String token = fixture.issuer(fixture.keys(Map.of())).issue(Map.copyOf(fixture.claims()));
    TokenFixture other = new TokenFixture(folder);
    assertTrue(
        TokenFixture.assertInvalid(other.verifier(Map.of()), token).contains("certificates"));
  }

  @Test
  void aConfiguredSignerBringsItsCertificates() throws Exception {
    KeyPair rootKeys = TestJwt.ec("secp256r1");
    KeyPair leafKeys = TestJwt.ec("secp256r1");
    TestCertificate root =
        TestCertificate.root(
            "root",
            rootKeys,
            TokenFixture.NOW.minus(Duration.ofDays(1)),
            TokenFixture.NOW.plus(Duration.ofDays(1)));
    TestCertificate leaf =
        root.issue(
            "leaf",
            leafKeys,
            false,
            TokenFixture.NOW.minus(Duration.ofDays(1)),
            TokenFixture.NOW.plus(Duration.ofDays(1)));
    Files.writeString(
        folder.resolve("key.pem"), Pem.format("PRIVATE KEY", leafKeys.getPrivate().getEncoded()));
    Files.writeString(folder.resolve("chain.pem"), leaf.pem() + root.pem());
    Files.writeString(folder.resolve("root.pem"), root.pem());
    TokenKeys keys =
        fixture.keys(
            Map.of(
                "signerKey", "key.pem",
                "signerCertificates", "chain.pem",
                "signerCertificateUrl", "https://example.com/chain"));

    String token = fixture.issuer(keys).issue(Map.copyOf(fixture.claims()));

    Map<String, ?> header = StrictJson.object(Base64Url.decode(token.split("\\.", -1)[0]));
    Map<?, ?> jwk = (Map<?, ?>) header.get("jwk");
    assertEquals("https://example.com/chain", jwk.get("x5u"));
    List<?> x5c = (List<?>) jwk.get("x5c");
    assertEquals(2, x5c.size());
    assertArrayEquals(
        leaf.certificate().getEncoded(), Base64.getDecoder().decode(String.valueOf(x5c.get(0))));
    assertTrue(fixture.store.values.isEmpty());
    // Another host believes it by the root alone.
    TokenFixture other = new TokenFixture(folder);
    String[] trusted = {"root.pem"};
    other.verifier(Map.of("trustedCertificates", trusted)).verify(token);
  }

  @Test
  void aSigningKeyInTheFormOfOpensslEcparamIsRead() throws Exception {
    KeyPair keys = TestJwt.ec("secp256r1");
    // RFC 5915 with parameters: version, the 32 bytes, [0] prime256v1.
    byte[] scalar = NistCurve.P256.coordinate(((ECPrivateKey) keys.getPrivate()).getS());
    byte[] sec1 = new byte[51];
    byte[] head = {0x30, 49, 2, 1, 1, 4, 32};
    byte[] tail = {(byte) 0xa0, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
    System.arraycopy(head, 0, sec1, 0, 7);
    System.arraycopy(scalar, 0, sec1, 7, 32);
    System.arraycopy(tail, 0, sec1, 39, 12);
    Files.writeString(folder.resolve("key.pem"), Pem.format("EC PRIVATE KEY", sec1));

    String token = fixture.issuer(fixture.keys(Map.of("signerKey", "key.pem"))).issue(Map.of());

    int dot = token.lastIndexOf('.');
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(keys.getPublic());
    signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64Url.decode(token.substring(dot + 1))));
  }

  @Test
  void aSignerOnAnotherCurveIsRefused() throws Exception {
    Files.writeString(
        folder.resolve("key.pem"),
        Pem.format("PRIVATE KEY", TestJwt.ec("secp384r1").getPrivate().getEncoded()));
    String reason = refused(Map.of("signerKey", "key.pem"));
    assertTrue(reason.startsWith("keybay.token: signerKey: expected a private key on P-256"));
    assertTrue(reason.contains(folder.resolve("key.pem") + "; "), reason);
  }

  @Test
  void aFileThatIsNotThereOrHoldsNoKeyIsSaidWithWhatWasExpected() throws Exception {
    String missing = refused(Map.of("signerKey", "nope.pem"));
    assertTrue(missing.contains(folder.resolve("nope.pem") + "; there is no such file"), missing);
    Files.writeString(folder.resolve("text.pem"), "no PEM");
    String text = refused(Map.of("signerKey", "text.pem"));
    assertTrue(text.contains("expected PEM"), text);
    String folderName = refused(Map.of("trustedCertificates", new String[] {"."}));
    assertTrue(folderName.contains("trustedCertificates"), folderName);
    String chain = refused(Map.of("signerCertificates", "chain.pem"));
    assertTrue(chain.contains("signerCertificates: needs signerKey"), chain);
  }

  private String refused(Map<String, Object> settings) {
    return String.valueOf(
        assertThrows(UnusableSettingsException.class, () -> fixture.keys(settings)).getMessage());
  }

  @Test
  void certificatesForAnotherKeyAreRefused() throws Exception {
    KeyPair keys = TestJwt.ec("secp256r1");
    Files.writeString(
        folder.resolve("key.pem"), Pem.format("PRIVATE KEY", keys.getPrivate().getEncoded()));
    TestCertificate other =
        TestCertificate.root(
            "x", TestJwt.ec("secp256r1"), TokenFixture.NOW, TokenFixture.NOW.plusSeconds(60));
    Files.writeString(folder.resolve("chain.pem"), other.pem());
    assertThrows(
        UnusableSettingsException.class,
        () -> fixture.keys(Map.of("signerKey", "key.pem", "signerCertificates", "chain.pem")));
  }

  @Test
  void aTokenThatNobodyCouldReadIsNotIssued() throws Exception {
    HostTokenIssuer issuer = fixture.issuer(fixture.keys(Map.of("maxTokenKib", 16)));
    KbsException refusal =
        assertThrows(KbsException.class, () -> issuer.issue(Map.of("large", "x".repeat(20_000))));
    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, refusal.code());
  }

  @Test
  void claimsBeyondTheLimitsOfReadingAreNotIssued() throws Exception {
    TokenKeys keys = fixture.keys(Map.of());
    HostTokenIssuer issuer = fixture.issuer(keys);
    HostTokenVerifier verifier = new HostTokenVerifier(keys, fixture.clock);
    for (int levels : new int[] {62, 63, 90}) {
      Map<String, Object> claims = fixture.claims();
      Object nested = 1;
      for (int i = 0; i < levels; i++) {
        nested = List.of(nested);
      }
      claims.put("nested", nested);
      if (levels < 64) {
        verifier.verify(issuer.issue(claims));
      } else {
        assertNotIssued(issuer, claims);
      }
    }
    Map<String, Object> claims = fixture.claims();
    claims.put("number", BigInteger.TEN.pow(1_000));
    assertNotIssued(issuer, claims);
  }

  private static void assertNotIssued(HostTokenIssuer issuer, Map<String, Object> claims) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(claims);
    KbsException refusal = assertThrows(KbsException.class, () -> issuer.issue(all));
    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, refusal.code());
    assertTrue(refusal.publicMessage().contains("over the limits"), refusal.publicMessage());
  }

  @Test
  void theKeySetHasThePublicKeyAndNothingMore() throws Exception {
    TokenKeys keys = fixture.keys(Map.of());
    Map<String, ?> set = new JwksServlet(keys).jwkSet();
    List<?> list = (List<?>) set.get("keys");
    assertEquals(1, list.size());
    assertEquals(keys.state().signer().jwk(), list.get(0));
    assertFalse(keys.state().signer().jwk().containsKey("d"));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("durationMinutes", 0),
            Map.of("durationMinutes", 1441),
            Map.of("maxTokenKib", 15),
            Map.of("jwkSetRefreshMinutes", 0),
            Map.of("extraTeeKeyPaths", new String[] {"tee-pubkey"}),
            Map.of("trustedJwkSets", new String[] {"http://example.com/jwks"}))) {
      assertThrows(UnusableSettingsException.class, () -> fixture.keys(wrong));
    }
  }

  @Test
  void newSettingsThatDoNotHoldChangeNothing() throws Exception {
    TokenKeys keys = fixture.keys(Map.of("issuer", "old"));
    keys.modified(
        Settings.of(TokenSettings.class, Map.of("issuer", "new", "signerKey", "absent.pem")));
    assertEquals("old", keys.state().issuer());
    keys.modified(Settings.of(TokenSettings.class, Map.of("issuer", "new")));
    assertEquals("new", keys.state().issuer());
  }

  @Test
  void aKeyFileThatChangesSignsWithoutARestart() throws Exception {
    writeKey(TestJwt.ec("secp256r1"));
    TokenKeys keys = fixture.keys(Map.of("signerKey", "key.pem"));
    String old = fixture.issuer(keys).issue(fixture.claims());
    writeKey(TestJwt.ec("secp256r1"));
    keys.look();
    assertEquals(first(old), first(fixture.issuer(keys).issue(fixture.claims())));
    keys.look();
    String next = fixture.issuer(keys).issue(fixture.claims());
    assertNotEquals(first(old), first(next));
    HostTokenVerifier verifier = new HostTokenVerifier(keys, fixture.clock);
    verifier.verify(next);
    TokenFixture.assertInvalid(verifier, old);
  }

  @Test
  void aKeyFileThatBreaksLeavesTheKeyThatWas() throws Exception {
    writeKey(TestJwt.ec("secp256r1"));
    TokenKeys keys = fixture.keys(Map.of("signerKey", "key.pem"));
    String old = fixture.issuer(keys).issue(fixture.claims());
    Files.writeString(folder.resolve("key.pem"), "half a k");
    keys.look();
    keys.look();
    assertEquals(first(old), first(fixture.issuer(keys).issue(fixture.claims())));
    Files.delete(folder.resolve("key.pem"));
    keys.look();
    keys.look();
    assertEquals(first(old), first(fixture.issuer(keys).issue(fixture.claims())));
  }

  private void writeKey(KeyPair keys) throws Exception {
    Files.writeString(
        folder.resolve("key.pem"), Pem.format("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  /** The header, which has the key in it. */
  private static String first(String token) {
    return token.substring(0, token.indexOf('.'));
  }
}
