package dev.keybay.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.attest.AttestationToken;
import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.Settings;
import dev.keybay.core.jose.TestJwt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTokenVerifierTest {
  private static final Map<String, Object> INSECURE = Map.of("insecureHeaderJwk", true);

  @TempDir Path folder;
  TokenFixture fixture;
  TokenKeys keys;
  HostTokenVerifier verifier;

  @BeforeEach
  void wire() throws Exception {
    fixture = new TokenFixture(folder);
    keys = fixture.keys(Map.of());
    verifier = new HostTokenVerifier(keys, fixture.clock);
  }

  private String own(Map<String, ?> claims) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(claims);
    return fixture.issuer(keys).issue(all);
  }

  @Test
  void aTokenHoldsUntilOneMinuteAfterItsEnd() throws Exception {
    String token = own(fixture.claims());
    AttestationToken read = verifier.verify(token);
    assertEquals(TokenFixture.NOW.plusSeconds(360), read.expires());
    fixture.clock.advance(Duration.ofMinutes(6));
    assertSame(read, verifier.verify(token));
    assertEquals(read, new HostTokenVerifier(keys, fixture.clock).verify(token));
    fixture.clock.advance(Duration.ofSeconds(1));
    assertTrue(TokenFixture.assertInvalid(verifier, token).contains("expired"));
  }

  @Test
  void aTokenWithoutAnEndIsRefused() throws Exception {
    HostTokenVerifier insecure = fixture.verifier(INSECURE);
    KeyPair pair = TestJwt.ec("secp256r1");
    Map<String, Object> jwk = Map.of("jwk", TestJwt.jwk(pair, "ES256"));
    for (Object exp : new Object[] {"1790000000", -1L, 1e300, true, List.of()}) {
      Map<String, Object> claims = fixture.claims();
      claims.put("exp", exp);
      String token = TestJwt.sign(pair.getPrivate(), "ES256", jwk, claims);
      assertTrue(TokenFixture.assertInvalid(insecure, token).contains("exp"));
    }
    Map<String, Object> claims = fixture.claims();
    claims.remove("exp");
    String token = TestJwt.sign(pair.getPrivate(), "ES256", jwk, claims);
    assertTrue(TokenFixture.assertInvalid(insecure, token).contains("exp"));
  }

  @Test
  void aKeyThatMerelyComesWithTheTokenIsNotTrusted() throws Exception {
    KeyPair forger = TestJwt.ec("secp256r1");
    String token =
        TestJwt.sign(
            forger.getPrivate(),
            "ES256",
            Map.of("jwk", TestJwt.jwk(forger, "ES256")),
            fixture.claims());
    assertTrue(TokenFixture.assertInvalid(verifier, token).contains("x5c"));
    fixture.verifier(INSECURE).verify(token);
  }

  @Test
  void theHostsPublicKeyInAForgedHeaderDoesNotHelp() throws Exception {
    KeyPair forger = TestJwt.ec("secp256r1");
    String token =
        TestJwt.sign(
            forger.getPrivate(),
            "ES256",
            Map.of("jwk", keys.state().signer().jwk()),
            fixture.claims());
    assertTrue(TokenFixture.assertInvalid(verifier, token).contains("signature"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "ES384", "RS256", "ES256K"})
  void aHeaderWithAnotherAlgorithmThanItsKeyIsRefused(String algorithm) {
    String[] parts = own(fixture.claims()).split("\\.", -1);
    String header = new String(Base64Url.decode(parts[0]), StandardCharsets.UTF_8);
    String changed = header.replaceFirst("\"alg\":\"ES256\"", "\"alg\":\"" + algorithm + "\"");
    String token =
        Base64Url.encode(changed.getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[1]
            + "."
            + parts[2];
    assertTrue(TokenFixture.assertInvalid(verifier, token).contains("algorithm"));
  }

  @ParameterizedTest
  @CsvSource({
    "ES256,secp256r1",
    "ES384,secp384r1",
    "ES512,secp521r1",
    "RS256,rsa",
    "PS256,rsa",
    "EdDSA,ed"
  })
  void everyAlgorithmOfTheJwkVerifies(String algorithm, String kind) throws Exception {
    KeyPair pair =
        switch (kind) {
          case "rsa" -> TestJwt.rsa(2048);
          case "ed" -> TestJwt.ed25519();
          default -> TestJwt.ec(kind);
        };
    Map<String, Object> header = Map.of("jwk", TestJwt.jwk(pair, algorithm));
    HostTokenVerifier insecure = fixture.verifier(INSECURE);
    String token = TestJwt.sign(pair.getPrivate(), algorithm, header, fixture.claims());
    insecure.verify(token);
    int middle = token.lastIndexOf('.') + 20;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    String changed = token.substring(0, middle) + other + token.substring(middle + 1);
    assertTrue(TokenFixture.assertInvalid(insecure, changed).contains("signature"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AA", "AAAA", "zeros", "ones", "long"})
  void aMalformedSignatureIsInvalidAndNoError(String signature) throws Exception {
    byte[] bytes = new byte[signature.equals("long") ? 4096 : 64];
    if (signature.equals("ones")) {
      java.util.Arrays.fill(bytes, (byte) 0xff);
    }
    String text = signature.matches("zeros|ones|long") ? Base64Url.encode(bytes) : signature;
    String token = own(fixture.claims());
    TokenFixture.assertInvalid(verifier, token.substring(0, token.lastIndexOf('.') + 1) + text);
    KeyPair ed = TestJwt.ed25519();
    KeyPair rsa = TestJwt.rsa(2048);
    HostTokenVerifier insecure = fixture.verifier(INSECURE);
    for (Map.Entry<String, KeyPair> each :
        Map.of("EdDSA", ed, "RS256", rsa, "PS256", rsa).entrySet()) {
      String other =
          TestJwt.sign(
              each.getValue().getPrivate(),
              each.getKey(),
              Map.of("jwk", TestJwt.jwk(each.getValue(), each.getKey())),
              fixture.claims());
      TokenFixture.assertInvalid(insecure, other.substring(0, other.lastIndexOf('.') + 1) + text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", "a.b.c", "e30.e30.AA", "e30=.e30.AA"})
  void whatIsNoTokenIsRefused(String text) {
    TokenFixture.assertInvalid(verifier, text);
  }

  @Test
  void aTokenWithoutATeeKeyIsATokenAllTheSame() throws Exception {
    AttestationToken read = verifier.verify(own(Map.of("sub", "somebody")));
    assertEquals(Map.of(), read.teeKey());
    assertEquals("somebody", read.claims().get("sub"));
  }

  @Test
  void aTokenOverTheLimitIsRefused() {
    assertTrue(
        TokenFixture.assertInvalid(verifier, "a".repeat(131_073)).contains("131072 characters"));
  }

  @Test
  void criticalHeaderParametersAreRefused() throws Exception {
    KeyPair pair = TestJwt.ec("secp256r1");
    String token =
        TestJwt.sign(
            pair.getPrivate(),
            "ES256",
            Map.of("jwk", TestJwt.jwk(pair, "ES256"), "crit", List.of("b64"), "b64", false),
            fixture.claims());
    assertTrue(TokenFixture.assertInvalid(fixture.verifier(INSECURE), token).contains("critical"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"exp\":1,\"exp\":2}",
        "[]",
        "{} {}",
        "{\"exp\":1e999}",
        "{\"a\":NaN}",
        "{",
        "null",
        "deep"
      })
  void aPayloadThatIsNoStrictJsonIsRefused(String payload) throws Exception {
    String text =
        payload.equals("deep") ? "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}" : payload;
    KeyPair pair = TestJwt.ec("secp256r1");
    String token =
        TestJwt.sign(
            pair.getPrivate(),
            "ES256",
            Map.of("jwk", TestJwt.jwk(pair, "ES256")),
            text.getBytes(StandardCharsets.UTF_8));
    assertTrue(TokenFixture.assertInvalid(fixture.verifier(INSECURE), token).contains("payload"));
  }

  @Test
  void claimsAreImmutablePlainJavaWithExactIntegers() throws Exception {
    KeyPair pair = TestJwt.ec("secp256r1");
    long exp = fixture.clock.instant().getEpochSecond() + 60;
    String payload =
        "{\"exp\":%d,\"tee-pubkey\":{\"kty\":\"EC\"},\"small\":1,\"huge\":18446744073709551616,"
                .formatted(exp)
            + "\"half\":0.5,\"nothing\":null,\"list\":[{\"a\":true}]}";
    String token =
        TestJwt.sign(
            pair.getPrivate(),
            "ES256",
            Map.of("jwk", TestJwt.jwk(pair, "ES256")),
            payload.getBytes(StandardCharsets.UTF_8));

    AttestationToken read = fixture.verifier(INSECURE).verify(token);

    Map<String, @Nullable Object> expected = new HashMap<>();
    expected.put("exp", exp);
    expected.put("tee-pubkey", Map.of("kty", "EC"));
    expected.put("small", 1L);
    expected.put("huge", new java.math.BigInteger("18446744073709551616"));
    expected.put("half", 0.5);
    expected.put("nothing", null);
    expected.put("list", List.of(Map.of("a", true)));
    assertEquals(expected, read.claims());
    assertThrows(UnsupportedOperationException.class, () -> read.claims().put("x", 1L));
    assertThrows(UnsupportedOperationException.class, () -> read.teeKey().put("x", 1L));
    @SuppressWarnings("unchecked")
    List<Object> list = (List<Object>) read.claims().get("list");
    assertThrows(UnsupportedOperationException.class, () -> list.add(1L));
  }

  @Test
  void aVerifiedTokenIsRememberedUntilTheSettingsChange() throws Exception {
    String token = own(fixture.claims());
    AttestationToken first = verifier.verify(token);
    assertSame(first, verifier.verify(token));
    keys.modified(Settings.of(TokenSettings.class, Map.of("durationMinutes", 9)));
    assertNotSame(first, verifier.verify(token));
  }

  @Test
  void aKnownTokenWithOneCharacterMoreIsAnotherToken() {
    String token = own(fixture.claims());
    verifier.verify(token);
    TokenFixture.assertInvalid(verifier, token + "A");
  }

  @Test
  void aJwkWithoutAlgorithmOrForEncryptionIsRefused() throws Exception {
    KeyPair pair = TestJwt.ec("secp256r1");
    Map<String, Object> jwk = TestJwt.jwk(pair, "ES256");
    HostTokenVerifier insecure = fixture.verifier(INSECURE);
    jwk.put("use", "enc");
    TokenFixture.assertInvalid(
        insecure, TestJwt.sign(pair.getPrivate(), "ES256", Map.of("jwk", jwk), fixture.claims()));
    jwk.remove("use");
    jwk.remove("alg");
    TokenFixture.assertInvalid(
        insecure, TestJwt.sign(pair.getPrivate(), "ES256", Map.of("jwk", jwk), fixture.claims()));
  }

  @Test
  void aShortRsaKeyIsRefused() throws Exception {
    KeyPair pair = TestJwt.rsa(1024);
    Map<String, Object> header = Map.of("jwk", TestJwt.jwk(pair, "RS256"));
    TokenFixture.assertInvalid(
        fixture.verifier(INSECURE),
        TestJwt.sign(pair.getPrivate(), "RS256", header, fixture.claims()));
  }

  @Test
  void aRefusalDoesNotQuoteTheToken() {
    String token = own(Map.of("name", "confidential"));
    fixture.clock.advance(Duration.ofHours(1));
    String reason = TokenFixture.assertInvalid(verifier, token);
    assertFalse(reason.contains("confidential"));
    assertFalse(reason.contains(token.substring(0, 10)));
  }
}
