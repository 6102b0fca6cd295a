package dev.keybay.itests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keybay.itests.Broker;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broker seals to its guests: the form that they can open, and nothing twice. */
final class SealingTest {
  private static final String PATH = "seal/key/1";

  private static Broker broker;

  /** A key whose public half reads oddly; nobody opens anything with it. */
  private record OddKey(ObjectNode jwk) implements GuestKey {
    @Override
    public String algorithm() {
      return jwk.get("alg").textValue();
    }

    @Override
    public byte[] contentKey(JsonNode header, byte[] encryptedKey) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    Operator operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    operator.resource(PATH, "shhhhhhh");
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  /** So that what follows from a guest of these tests follows from the protocol. */
  @Test
  void theGuestOfTheseTestsOpensTheExampleOfTheProtocol() throws Exception {
    EcGuestKey key =
        EcGuestKey.p256(
            "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LM",
            "3nSPsjQAU_uqs6sfAbE1JFobkDule6I3j26xIcoFb1I",
            "7ZLZjcN4N6c3PZbIWO7T3-UDNOkTUXTQGymdTasfva8");
    String header =
        "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A256GCM\",\"epk\":{\"crv\":\"P-256\",\"kty\":\"EC\","
            + "\"x\":\"UVw9brnjlrkE0_7Kf1T9zQzB6Ze_N13KUVrQpsO0A18\","
            + "\"y\":\"RTa-OlDzGPv5pUdZAqIhUCvvDVfgjFOyzApW8X2fk1Q\"}}";
    ObjectNode reply =
        Messages.JSON
            .createObjectNode()
            .put("protected", Messages.base64Url(header))
            .put("encrypted_key", "9ypeVdH40cbscP4iPoG8yK60WhH2EFauNgBxrJcsML-9BZeYTD9J1w")
            .put("iv", "gIGCg4SFhoeIiYqL")
            .put("ciphertext", "XjbWr0ocQus")
            .put("tag", "zK6B70oZ4mFPHbS9m5CLgQ");
    assertEquals("shhhhhhh", new String(new SealedReply(reply).open(key), UTF_8));
  }

  /**
   * Enough of them that some have an ephemeral coordinate or a shared secret that begins with a
   * zero byte, which must stay there: one in 256 has, for each.
   */
  @Test
  void everyOneOfManyRepliesOpensAndNothingIsUsedTwice() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    String cookie = guest.handshake();
    Set<String> used = new HashSet<>();
    int replies = 600;
    for (int i = 0; i < replies; i++) {
      SealedReply reply = SealedReply.of(guest.resourceByCookie(cookie, PATH).body());
      assertEquals("shhhhhhh", new String(reply.open(guest.key()), UTF_8));
      for (String member : List.of("protected", "encrypted_key", "iv", "tag")) {
        used.add(member + reply.message().get(member).textValue());
      }
    }
    assertEquals(4 * replies, used.size(), "one of them was used twice");
  }

  @Test
  void theContentKeyHas256Bits() throws Exception {
    for (GuestKey key :
        List.of(EcGuestKey.p256(), EcGuestKey.p521(), new RsaGuestKey(), new MlKemGuestKey())) {
      SealedReply reply = reply(new Guest(broker, key));
      JsonNode header = Messages.JSON.readTree(reply.headerText());
      assertEquals(32, key.contentKey(header, reply.bytes("encrypted_key")).length);
    }
  }

  @Test
  void aReplyHasItsMembersInTheOrderOfTheProtocolAndNoAdditionalData() throws Exception {
    assertEquals(
        List.of("protected", "encrypted_key", "iv", "ciphertext", "tag"),
        reply(new Guest(broker, EcGuestKey.p256())).members());
  }

  @Test
  void theEphemeralKeyIsOnTheCurveOfTheGuest() throws Exception {
    String header = reply(new Guest(broker, EcGuestKey.p521())).headerText();
    assertTrue(header.contains("\"epk\":{\"crv\":\"P-521\",\"kty\":\"EC\",\"x\":\""), header);
  }

  @Test
  void aGuestOfOldGetsItsSecretByRsa15() throws Exception {
    Guest guest = new Guest(broker, RsaGuestKey.pkcs1());
    SealedReply reply = reply(guest);
    assertEquals("{\"alg\":\"RSA1_5\",\"enc\":\"A256GCM\"}", reply.headerText());
    assertEquals("shhhhhhh", new String(reply.open(guest.key()), UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "crv,P-384",
    "crv,secp256k1",
    "alg,ECDH-ES",
    "alg,ECDH-ES+A128KW",
    "alg,''",
    "x,AA",
    "x,''",
    "y,3nSPsjQAU_uqs6sfAbE1JFobkDule6I3j26xIcoFb1I",
    "y,not*base64"
  })
  void aKeyThatNothingIsSealedToAttestsAndIsToldSoAtItsFirstSecret(String member, String value)
      throws Exception {
    refusedAtItsSecret(EcGuestKey.p256().jwk().put(member, value));
  }

  @ParameterizedTest
  @CsvSource({
    "{\"kty\":\"RSA\";\"alg\":\"RSA-OAEP\";\"n\":\"AQAB\";\"e\":\"AQAB\"}",
    "{\"kty\":\"RSA\";\"alg\":\"RSA-OAEP-256\";\"n\":\"AQAB\";\"e\":\"AQAB\"}",
    "{\"kty\":\"AKP\";\"alg\":\"ML-KEM-768+A192KW\";\"pub\":\"AAAA\"}",
    "{\"kty\":\"AKP\";\"alg\":\"ML-KEM-768\";\"pub\":\"AAAA\"}"
  })
  void aKeyOfAnotherKindAttestsAndIsToldSoAtItsFirstSecret(String jwk) throws Exception {
    refusedAtItsSecret((ObjectNode) Messages.JSON.readTree(jwk.replace(';', ',')));
  }

  private static void refusedAtItsSecret(ObjectNode jwk) throws Exception {
    Guest guest = new Guest(broker, new OddKey(jwk));
    Problems.expect(guest.resourceByToken(guest.token(), PATH), 401, "JweError");
  }

  private static SealedReply reply(Guest guest) throws Exception {
    return SealedReply.of(guest.resourceByToken(guest.token(), PATH).body());
  }
}
