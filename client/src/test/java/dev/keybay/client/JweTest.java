package dev.keybay.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.testbroker.ServerJwe;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECPrivateKeySpec;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The protocol's own vector for P-256, and what becomes of it when it is changed. */
final class JweTest {

  private static final String D = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LM";
  private static final String HEADER =
      "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A256GCM\",\"epk\":{\"crv\":\"P-256\",\"kty\":\"EC\","
          + "\"x\":\"UVw9brnjlrkE0_7Kf1T9zQzB6Ze_N13KUVrQpsO0A18\","
          + "\"y\":\"RTa-OlDzGPv5pUdZAqIhUCvvDVfgjFOyzApW8X2fk1Q\"}}";

  private final TeeKey key = key();
  private final Map<String, Object> reply = vector();

  @Test
  void theVectorIsDecrypted() throws Exception {
    assertEquals("shhhhhhh", decrypt());
  }

  @Test
  void thePublicPointIsDerived() {
    assertEquals("3nSPsjQAU_uqs6sfAbE1JFobkDule6I3j26xIcoFb1I", key.jwk().get("x"));
    assertEquals("7ZLZjcN4N6c3PZbIWO7T3-UDNOkTUXTQGymdTasfva8", key.jwk().get("y"));
  }

  @Test
  void theWrappingKeyIsDerived() {
    byte[] z =
        HexFormat.of().parseHex("37737c7c6dd85dafe6a03b5abd0f20b31499a54307140e7810ee21ad9170d7a3");
    assertEquals(
        "a44da6e822d703039ad0362e36a0735bb5ed7f5efc4e8435515f2c8debaa3bc1",
        HexFormat.of().formatHex(ConcatKdf.derive256(z, "ECDH-ES+A256KW")));
  }

  @Test
  void aChangedTagIsRefused() {
    reply.put("tag", "zK6B70oZ4mFPHbS9m5CLgA");
    assertThrows(GeneralSecurityException.class, this::decrypt);
  }

  @Test
  void aReplyToAnotherKeyIsRefused() {
    TeeKey other = TeeKey.generate(TeeKeyAlgorithm.P256);
    assertThrows(GeneralSecurityException.class, () -> Jwe.parse(Json.bytes(reply)).decrypt(other));
  }

  @Test
  void paddingIsRefused() {
    reply.put("tag", "zK6B70oZ4mFPHbS9m5CLgQ==");
    assertThrows(IllegalArgumentException.class, this::decrypt);
  }

  @Test
  void theHeaderIsAuthenticatedAsGuestsWriteItAnew() throws Exception {
    header(
        HEADER
            .replace("\"alg\":\"ECDH-ES+A256KW\",", "")
            .replace("\"A256GCM\",", "\"A256GCM\", \"alg\":\"ECDH-ES+A256KW\","));
    assertEquals("shhhhhhh", decrypt());
  }

  @Test
  void aBrokerThatAuthenticatesSpacesIsUnreadableAsItIsForGuests() throws Exception {
    String spaced =
        ServerJwe.encrypt(
            key.jwk(), new byte[8], header -> header.replace(",\"enc\"", ", \"enc\""));
    Jwe jwe = Jwe.parse(spaced.getBytes(StandardCharsets.UTF_8));
    assertThrows(GeneralSecurityException.class, () -> jwe.decrypt(key));
  }

  @Test
  void anEphemeralKeyWhoseMembersAreNotSortedIsRefused() {
    header(HEADER.replace("\"crv\":\"P-256\",\"kty\":\"EC\"", "\"kty\":\"EC\",\"crv\":\"P-256\""));
    var error = assertThrows(IllegalArgumentException.class, this::decrypt);
    assertTrue(error.getMessage().contains("not sorted"), error.getMessage());
  }

  @Test
  void aPointOffTheCurveIsRefused() {
    header(HEADER.replace("\"RTa-", "\"RTa_"));
    var error = assertThrows(IllegalArgumentException.class, this::decrypt);
    assertTrue(error.getMessage().contains("not on P-256"), error.getMessage());
  }

  @Test
  void anotherAlgorithmIsRefused() {
    header(HEADER.replace("ECDH-ES+A256KW", "ECDH-ES"));
    assertThrows(IllegalArgumentException.class, this::decrypt);
  }

  private String decrypt() throws GeneralSecurityException {
    return new String(Jwe.parse(Json.bytes(reply)).decrypt(key), StandardCharsets.UTF_8);
  }

  private void header(String json) {
    reply.put("protected", Base64Url.encode(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static TeeKey key() {
    try {
      BigInteger d = new BigInteger(1, Base64Url.decode(D, "d"));
      byte[] der =
          KeyFactory.getInstance("EC")
              .generatePrivate(new ECPrivateKeySpec(d, EcCurve.P_256.parameters()))
              .getEncoded();
      return TeeKey.fromPem(new Pem("PRIVATE KEY", der).encode());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> vector() {
    Map<String, Object> jwe = new LinkedHashMap<>();
    jwe.put(
        "protected",
        "eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIsImVuYyI6IkEyNTZHQ00iLCJlcGsiOnsiY3J2IjoiUC0yNTYiLCJrdHki"
            + "OiJFQyIsIngiOiJVVnc5YnJuamxya0UwXzdLZjFUOXpRekI2WmVfTjEzS1VWclFwc08wQTE4IiwieSI6IlJUYS"
            + "1PbER6R1B2NXBVZFpBcUloVUN2dkRWZmdqRk95ekFwVzhYMmZrMVEifX0");
    jwe.put("encrypted_key", "9ypeVdH40cbscP4iPoG8yK60WhH2EFauNgBxrJcsML-9BZeYTD9J1w");
    jwe.put("iv", "gIGCg4SFhoeIiYqL");
    jwe.put("ciphertext", "XjbWr0ocQus");
    jwe.put("tag", "zK6B70oZ4mFPHbS9m5CLgQ");
    return jwe;
  }
}
