package dev.keybay.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.NistCurve;
import dev.keybay.core.jose.TestJwt;
import dev.keybay.format.json.StrictJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestSealTest {
  private static final byte[] SECRET = "shhhhhhh".getBytes(StandardCharsets.US_ASCII);

  private final GuestSeal seal = new GuestSeal();

  @Test
  void theVectorOfTheProtocolIsMetToTheByte() throws Exception {
    Map<String, Object> teeKey =
        Map.of(
            "kty", "EC",
            "crv", "P-256",
            "alg", "ECDH-ES+A256KW",
            "x", "3nSPsjQAU_uqs6sfAbE1JFobkDule6I3j26xIcoFb1I",
            "y", "7ZLZjcN4N6c3PZbIWO7T3-UDNOkTUXTQGymdTasfva8");
    GuestSeal chosen = new GuestSeal(new ChosenBytes(), curve -> vectorEphemeral());

    String jwe = new String(chosen.seal(SECRET, teeKey), StandardCharsets.UTF_8);

    assertEquals(
        "{\"protected\":\"eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIsImVuYyI6IkEyNTZHQ00iLCJlcGsiOnsiY3J2Ijoi"
            + "UC0yNTYiLCJrdHkiOiJFQyIsIngiOiJVVnc5YnJuamxya0UwXzdLZjFUOXpRekI2WmVfTjEzS1VWclFwc08w"
            + "QTE4IiwieSI6IlJUYS1PbER6R1B2NXBVZFpBcUloVUN2dkRWZmdqRk95ekFwVzhYMmZrMVEifX0\","
            + "\"encrypted_key\":\"9ypeVdH40cbscP4iPoG8yK60WhH2EFauNgBxrJcsML-9BZeYTD9J1w\","
            + "\"iv\":\"gIGCg4SFhoeIiYqL\",\"ciphertext\":\"XjbWr0ocQus\","
            + "\"tag\":\"zK6B70oZ4mFPHbS9m5CLgQ\"}",
        jwe);
  }

  @Test
  void theKeyDerivationMeetsTheVectorOfTheProtocol() throws Exception {
    byte[] z =
        HexFormat.of().parseHex("37737c7c6dd85dafe6a03b5abd0f20b31499a54307140e7810ee21ad9170d7a3");
    assertEquals(
        "a44da6e822d703039ad0362e36a0735bb5ed7f5efc4e8435515f2c8debaa3bc1",
        HexFormat.of().formatHex(ConcatKdf.keyEncryptionKey(z)));
  }

  @ParameterizedTest
  @CsvSource({"secp256r1", "secp521r1"})
  void aGuestWithAnEcKeyReadsTheAnswer(String curve) throws Exception {
    for (int round = 0; round < 20; round++) {
      KeyPair guest = TestJwt.ec(curve);
      byte[] jwe = seal.seal(SECRET, TestJwt.jwk(guest, "ECDH-ES+A256KW"));
      assertArrayEquals(SECRET, GuestDecryption.decrypt(jwe, guest.getPrivate()));
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA-OAEP-256,2048", "RSA-OAEP-256,3072", "RSA1_5,2048"})
  void aGuestWithAnRsaKeyReadsTheAnswer(String algorithm, int bits) throws Exception {
    KeyPair guest = TestJwt.rsa(bits);
    byte[] jwe = seal.seal(SECRET, TestJwt.jwk(guest, algorithm));
    assertArrayEquals(SECRET, GuestDecryption.decrypt(jwe, guest.getPrivate()));
    Map<String, Object> members = new LinkedHashMap<>(StrictJson.object(jwe));
    assertEquals(
        "{\"alg\":\"" + algorithm + "\",\"enc\":\"A256GCM\"}",
        new String(Base64Url.decode((String) members.get("protected")), StandardCharsets.UTF_8));
  }

  @Test
  void anEmptyAndALargeAnswerAreSealedToo() throws Exception {
    KeyPair guest = TestJwt.ec("secp256r1");
    GuestKey key = seal.parse(TestJwt.jwk(guest, "ECDH-ES+A256KW"));
    for (int length : new int[] {0, 1, 3 << 20}) {
      byte[] jwe = seal.seal(new byte[length], key);
      assertArrayEquals(new byte[length], GuestDecryption.decrypt(jwe, guest.getPrivate()));
    }
  }

  @Test
  void noTwoAnswersAreAlike() throws Exception {
    GuestKey key = seal.parse(TestJwt.jwk(TestJwt.ec("secp256r1"), "ECDH-ES+A256KW"));
    assertNotEquals(
        new String(seal.seal(SECRET, key), StandardCharsets.UTF_8),
        new String(seal.seal(SECRET, key), StandardCharsets.UTF_8));
  }

  @Test
  void aPointOffTheCurveIsRefused() throws Exception {
    Map<String, Object> jwk = TestJwt.jwk(TestJwt.ec("secp256r1"), "ECDH-ES+A256KW");
    byte[] y = Base64Url.decode((String) jwk.get("y"));
    y[31] ^= 1;
    jwk.put("y", Base64Url.encode(y));
    assertRefused(jwk);
  }

  @Test
  void aCoordinateNotBelowThePrimeIsRefused() throws Exception {
    Map<String, Object> jwk = TestJwt.jwk(TestJwt.ec("secp256r1"), "ECDH-ES+A256KW");
    byte[] ones = new byte[32];
    java.util.Arrays.fill(ones, (byte) 0xff);
    jwk.put("x", Base64Url.encode(ones));
    assertRefused(jwk);
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 33})
  void aCoordinateOfAnotherLengthIsRefused(int length) throws Exception {
    Map<String, Object> jwk = TestJwt.jwk(TestJwt.ec("secp256r1"), "ECDH-ES+A256KW");
    byte[] x = Base64Url.decode((String) jwk.get("x"));
    byte[] other = new byte[length];
    System.arraycopy(x, 0, other, Math.max(0, length - 32), Math.min(32, length));
    jwk.put("x", Base64Url.encode(other));
    assertRefused(jwk);
  }

  @ParameterizedTest
  @CsvSource({"alg,ECDH-ES", "alg,RSA-OAEP-256", "crv,P-384", "x,===", "x,*"})
  void anotherMemberThanExpectedIsRefused(String name, String value) throws Exception {
    Map<String, Object> jwk = TestJwt.jwk(TestJwt.ec("secp256r1"), "ECDH-ES+A256KW");
    jwk.put(name, value);
    assertRefused(jwk);
  }

  /** What is no JWK at all is the token's fault, and not that of what it may be used for. */
  @Test
  void whatIsNoJwkIsATokenWithoutAKey() throws Exception {
    for (String name : List.of("kty", "crv", "alg", "x", "y")) {
      Map<String, Object> jwk = TestJwt.jwk(TestJwt.ec("secp256r1"), "ECDH-ES+A256KW");
      jwk.remove(name);
      assertNoKey(jwk);
      jwk.put(name, 7L);
      assertNoKey(jwk);
    }
    assertNoKey(Map.of());
    assertNoKey(Map.of("kty", "EC", "crv", "P-256"));
    assertNoKey(Map.of("kty", "RSA", "alg", "RSA-OAEP-256", "n", "AQAB"));
    assertNoKey(Map.of("kty", "AKP", "alg", "ML-KEM-768+A192KW"));
    assertNoKey(Map.of("kty", "oct", "alg", "A256KW", "k", "AQAB"));
  }

  /** What other implementations of FIPS 203, SP 800-185 and RFC 3394 make of the same bytes. */
  @Test
  void anMlKemKeyIsSealedToAsByOthers() throws Exception {
    byte[] pub = mlKemKey();
    assertEquals("0b7934c83125c788995e2ba6bd761e33046b3e40571be53e023309a29f398cc9", sha256(pub));
    GuestSeal chosen = new GuestSeal(new ChosenBytes(), curve -> vectorEphemeral());
    byte[] jwe = chosen.seal(SECRET, mlKemJwk(pub));
    assertEquals("9d5d97b9b4c6746a9eaf52b5ab8555726ed4b1cd940ff995d72b4c659baacb6b", sha256(jwe));
  }

  @Test
  void theKeyDerivationOfMlKemIsThatOfOthers() {
    byte[] secret = new byte[32];
    new ChosenBytes().nextBytes(secret);
    assertEquals(
        "a65c96a4e95ced9b7c439325c9f5fdec119d22747f74f624",
        HexFormat.of().formatHex(MlKemSealer.keyEncryptionKey(secret)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 800, 1183, 1185, 1568})
  void anMlKemKeyOfAnotherLengthIsRefused(int length) {
    assertRefused(mlKemJwk(new byte[length]));
  }

  /** FIPS 203 §7.2: a coefficient that is not below the modulus. */
  @Test
  void anMlKemKeyThatIsNotReducedIsRefused() {
    byte[] pub = mlKemKey();
    pub[0] = (byte) 0xff;
    pub[1] = (byte) 0xff;
    assertRefused(mlKemJwk(pub));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ML-KEM-768", "ML-KEM-512+A128KW", "ML-KEM-1024+A256KW", ""})
  void anotherAlgorithmOfMlKemIsRefused(String algorithm) {
    Map<String, Object> jwk = mlKemJwk(mlKemKey());
    jwk.put("alg", algorithm);
    assertRefused(jwk);
  }

  @Test
  void aKeyOnP384IsRefused() throws Exception {
    assertRefused(TestJwt.jwk(TestJwt.ec("secp384r1"), "ECDH-ES+A256KW"));
  }

  @Test
  void anRsaKeyOutOfBoundsIsRefused() throws Exception {
    Map<String, Object> small = TestJwt.jwk(TestJwt.rsa(1024), "RSA-OAEP-256");
    assertRefused(small);
    BigInteger odd = BigInteger.ONE.shiftLeft(8192).add(BigInteger.ONE);
    assertRefused(rsa(odd, BigInteger.valueOf(65537)));
    BigInteger even = BigInteger.ONE.shiftLeft(2047);
    assertRefused(rsa(even, BigInteger.valueOf(65537)));
    BigInteger fine = even.add(BigInteger.ONE);
    assertRefused(rsa(fine, BigInteger.ONE));
    assertRefused(rsa(fine, BigInteger.valueOf(65536)));
    assertRefused(rsa(fine, BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE)));
    assertRefused(
        Map.of("kty", "RSA", "alg", "RSA-OAEP-256", "n", "A".repeat(100_000), "e", "AQAB"));
  }

  private void assertNoKey(Map<String, Object> jwk) {
    KbsException refusal = assertThrows(KbsException.class, () -> seal.seal(SECRET, jwk));
    assertEquals(ErrorCode.TOKEN_INVALID, refusal.code());
    assertEquals("Token Verifier error", refusal.publicMessage());
  }

  private void assertRefused(Map<String, Object> jwk) {
    KbsException refusal = assertThrows(KbsException.class, () -> seal.seal(SECRET, jwk));
    assertEquals(ErrorCode.JWE_FAILED, refusal.code());
    assertTrue(refusal.publicMessage().startsWith("JWE failed"));
  }

  /** Of the seed 00..3f. */
  private static byte[] mlKemKey() {
    byte[] seed = new byte[64];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) i;
    }
    return new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, seed).getPublicKey();
  }

  private static Map<String, Object> mlKemJwk(byte[] pub) {
    return new LinkedHashMap<>(
        Map.of("kty", "AKP", "alg", "ML-KEM-768+A192KW", "pub", Base64Url.encode(pub)));
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Map<String, Object> rsa(BigInteger modulus, BigInteger exponent) {
    return Map.of(
        "kty",
        "RSA",
        "alg",
        "RSA-OAEP-256",
        "n",
        Base64Url.encode(modulus.toByteArray()),
        "e",
        Base64Url.encode(exponent.toByteArray()));
  }

  private static KeyPair vectorEphemeral() {
    try {
      byte[] d = new byte[32];
      for (int i = 0; i < d.length; i++) {
        d[i] = (byte) (i + 1);
      }
      ECPoint point =
          new ECPoint(
              new BigInteger(1, Base64Url.decode("UVw9brnjlrkE0_7Kf1T9zQzB6Ze_N13KUVrQpsO0A18")),
              new BigInteger(1, Base64Url.decode("RTa-OlDzGPv5pUdZAqIhUCvvDVfgjFOyzApW8X2fk1Q")));
      KeyFactory ec = KeyFactory.getInstance("EC");
      return new KeyPair(
          (ECPublicKey) ec.generatePublic(new ECPublicKeySpec(point, NistCurve.P256.parameters())),
          ec.generatePrivate(
              new ECPrivateKeySpec(new BigInteger(1, d), NistCurve.P256.parameters())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The content key 40..5f and the IV 80..8b of the vector. */
  private static final class ChosenBytes extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      int start = bytes.length == 32 ? 0x40 : 0x80;
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (start + i);
      }
    }
  }
}
