package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guests that another service has attested come with its token alone; only it is believed. */
final class PassportTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = "for guests of the other service\n";

  private static Broker broker;
  private static AttestationIssuer issuer;
  private static Path keys;

  @BeforeAll
  static void start() throws Exception {
    issuer = new AttestationIssuer("first");
    Path root = Files.createTempDirectory("keybay-it");
    keys = Files.writeString(root.resolve("keys.json"), AttestationIssuer.jwkSet(issuer));
    Files.writeString(
        Files.createDirectories(root.resolve("conf")).resolve("token.json"),
        Messages.JSON.writeValueAsString(
            Map.of("ownTokens", false, "trustedJwkSets", List.of(keys.toUri().toString()))));
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")), "--sample-tee");
    Operator operator = new Operator(broker);
    operator.use(Operator.AFFIRMING);
    operator.resource("it/passport/1", SECRET);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void aTokenOfTheOtherServiceOpensAResource() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    HttpResponse<String> reply = guest.resourceByToken(issuer.token(guest.key()), "it/passport/1");
    assertEquals(200, reply.statusCode(), reply.body());
    byte[] opened = SealedReply.of(reply.body()).open(guest.key());
    assertEquals(SECRET, new String(opened, StandardCharsets.UTF_8));
  }

  @Test
  void aTokenOfAnUnknownKeyOpensNothing() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    AttestationIssuer stranger = new AttestationIssuer("first");
    assertEquals(401, read(guest, stranger.token(guest.key())));
    assertEquals(401, read(guest, new AttestationIssuer("other").token(guest.key())));
    assertEquals(401, read(guest, stranger.tokenWithKey(guest.key())));
    assertEquals(401, read(guest, issuer.tokenWithKey(guest.key())));
  }

  @Test
  void aTokenOfThisBrokerIsNotBelievedHere() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    Problems.exactly(
        guest.resourceByToken(guest.token(), "it/passport/1"),
        401,
        "TokenVerifierError",
        "Token Verifier error");
  }

  @Test
  void aKeyThatIsReplacedCountsWithoutARestart() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    AttestationIssuer next = new AttestationIssuer("second");
    String old = issuer.token(guest.key());
    String young = next.token(guest.key());
    assertEquals(200, read(guest, old));
    assertEquals(401, read(guest, young));
    try {
      write(AttestationIssuer.jwkSet(next));
      await().atMost(PATIENCE).until(() -> read(guest, young) == 200 && read(guest, old) == 401);
    } finally {
      write(AttestationIssuer.jwkSet(issuer));
      await().atMost(PATIENCE).until(() -> read(guest, old) == 200);
    }
  }

  @Test
  void othersFindTheKeyOfThisBroker() throws Exception {
    HttpResponse<String> answer = broker.get("/.well-known/jwks.json");
    assertEquals(200, answer.statusCode());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    JsonNode set = Messages.JSON.readTree(answer.body());
    assertEquals(1, set.get("keys").size());
    JsonNode key = set.get("keys").get(0);
    assertFalse(key.has("d"), "the private half stays inside");
    assertFalse(key.has("kid"));
    String token = new Guest(broker, EcGuestKey.p256()).token();
    assertEquals(Messages.part(token, 0).get("jwk"), key);
  }

  private static int read(Guest guest, String token) throws Exception {
    return guest.resourceByToken(token, "it/passport/1").statusCode();
  }

  private static void write(String text) throws Exception {
    Path part = Files.writeString(broker.root().resolve("keys.part"), text);
    Files.move(part, keys, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
