package dev.keybay.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.testbroker.TestBroker;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KbsClientTest {

  private static final ResourcePath KEY = ResourcePath.parse("default/key/disk");
  private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

  private final TestBroker broker = new TestBroker();
  private final KbsConnection connection = KbsConnection.to(broker.url() + "/");
  private final TeeKey key = TeeKey.generate(TeeKeyAlgorithm.P256);
  private final KbsClient guest = KbsClient.attesting(connection, key, new SampleAttester());

  @BeforeEach
  void setTheSecret() {
    broker.resources.put(KEY.toString(), SECRET);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aGuestAsksFirstAndAttestsWhenItIsToldTo() {
    assertArrayEquals(SECRET, guest.getResource(KEY));
    assertEquals(
        List.of(
            "GET resource/default/key/disk 401",
            "POST auth 200",
            "POST attest 200",
            "GET resource/default/key/disk 200"),
        broker.log);
  }

  @Test
  void aSessionServesTheNextRequest() {
    guest.getResource(KEY);
    broker.log.clear();
    assertArrayEquals(SECRET, guest.getResource(KEY));
    assertEquals(List.of("GET resource/default/key/disk 200"), broker.log);
    assertTrue(guest.cookie().orElse("").startsWith("kbs-session-id="));
    assertTrue(guest.sessionExpires().orElse(Instant.MIN).isAfter(Instant.now()));
  }

  @ParameterizedTest
  @EnumSource(TeeKeyAlgorithm.class)
  void everyKindOfKeyWorks(TeeKeyAlgorithm algorithm) {
    KbsClient other =
        KbsClient.attesting(connection, TeeKey.generate(algorithm), new SampleAttester());
    assertArrayEquals(SECRET, other.getResource(KEY));
  }

  @Test
  void aDeniedGuestAttestsThreeTimesAndGivesUp() {
    broker.denies = true;
    var error = assertThrows(KbsClientException.class, () -> guest.getResource(KEY));
    assertEquals("request unauthorized: Access denied by policy", error.getMessage());
    assertEquals(401, error.status());
    assertTrue(error.type().endsWith("/PolicyDeny"), error.type());
    assertEquals(3, broker.log.stream().filter(line -> line.startsWith("POST attest")).count());
    assertEquals(9, broker.log.size());
  }

  @Test
  void aRefusalWithoutAnErrorBodyEndsItAtOnce() {
    broker.answer("GET resource/default/key/disk", 401, "<h1>Unauthorized</h1>");
    var error = assertThrows(KbsClientException.class, () -> guest.getResource(KEY));
    assertTrue(error.getMessage().contains("without the body"), error.getMessage());
    assertEquals(1, broker.log.size());
  }

  @Test
  void aMissingResourceIsReportedAtOnce() {
    var missing = ResourcePath.parse("default/key/none");
    var error = assertThrows(KbsClientException.class, () -> guest.getResource(missing));
    assertEquals(404, error.status());
    assertTrue(error.getMessage().startsWith("KBS resource not found"), error.getMessage());
    assertEquals("there is no resource default/key/none", error.detail());
  }

  @Test
  void anyOtherStatusIsAnInternalError() {
    broker.answer("GET resource/default/key/disk", 503, "{\"type\":\"t\",\"detail\":\"busy\"}");
    var error = assertThrows(KbsClientException.class, () -> guest.getResource(KEY));
    assertEquals("KBS internal error: busy", error.getMessage());
    assertEquals(503, error.status());
  }

  @Test
  void aNonceThatIsNotTheSessionsEndsTheHandshake() {
    broker.answer("POST auth", 200, "{\"nonce\":\"AAAA\",\"extra-params\":\"\"}");
    var error = assertThrows(KbsClientException.class, guest::attest);
    assertEquals(401, error.status());
    assertTrue(error.getMessage().contains("RCAR handshake Attest failed"), error.getMessage());
    assertEquals(List.of("POST auth 200", "POST attest 401"), broker.log);
  }

  @Test
  void aChallengeWithoutExtraParamsIsRefused() {
    broker.answer("POST auth", 200, "{\"nonce\":\"AAAA\"}");
    var error = assertThrows(KbsClientException.class, guest::attest);
    assertTrue(error.getMessage().contains("extra-params"), error.getMessage());
  }

  @Test
  void aDeviceAndInitDataAreSentAlong() throws Exception {
    KbsClient other =
        KbsClient.attesting(
            connection,
            key,
            new SampleAttester().withDevice().withInitData(new InitData("version = \"0.1.0\"\n")));
    assertTrue(other.attest().startsWith("token-"));
    var sent = Json.parseObject(received("POST attest").body());
    assertEquals(Map.of("format", "toml", "body", "version = \"0.1.0\"\n"), sent.get("init-data"));
    assertTrue(
        Json.string(Json.object(sent.get("tee-evidence")), "additional_evidence")
            .contains("sampledevice"));
  }

  @Test
  void aPassportIsShownInsteadOfAttesting() {
    Passport passport = new Passport(new BearerToken(guest.attest()), key);
    broker.log.clear();
    KbsClient bearer = KbsClient.withPassport(connection, () -> passport);
    assertArrayEquals(SECRET, bearer.getResource(KEY));
    assertEquals(List.of("GET resource/default/key/disk 200"), broker.log);
  }

  @Test
  void aStalePassportIsRenewed() {
    Queue<Passport> passports = new ArrayDeque<>();
    passports.add(new Passport(new BearerToken("stale"), TeeKey.generate(TeeKeyAlgorithm.P256)));
    passports.add(new Passport(new BearerToken(guest.attest()), key));
    KbsClient bearer = KbsClient.withPassport(connection, passports::remove);
    assertArrayEquals(SECRET, bearer.getResource(KEY));
  }

  @Test
  void aPassportThatIsAllThereIsIsTriedOnce() {
    Passport passport = new Passport(new BearerToken("stale"), key);
    KbsClient bearer = KbsClient.withPassport(connection, () -> passport);
    var error = assertThrows(KbsClientException.class, () -> bearer.getResource(KEY));
    assertEquals("request unauthorized: Attestation Token not found", error.getMessage());
    assertEquals(1, broker.log.size());
  }

  @Test
  void aReplyThatIsNoJweIsAnError() {
    KbsReply reply =
        new KbsReply(
            200,
            HttpHeaders.of(Map.of(), (name, value) -> true),
            "hello".getBytes(StandardCharsets.UTF_8));
    assertThrows(KbsClientException.class, () -> guest.decrypt(reply));
  }

  @Test
  void anAbsentBrokerIsAnErrorWithoutStatus() {
    broker.close();
    var error = assertThrows(KbsClientException.class, () -> guest.getResource(KEY));
    assertEquals(0, error.status());
    assertTrue(error.getMessage().contains("is it running there?"), error.getMessage());
  }

  @Test
  void anAnswerOverTheLimitIsNotRead() {
    broker.answer("GET resource/default/key/disk", 200, "x".repeat(16 * 1024 * 1024 + 1));
    var error = assertThrows(KbsClientException.class, () -> guest.getResource(KEY));
    assertTrue(error.getMessage().contains("is over 16777216 bytes"), error.getMessage());
  }

  @Test
  void aTokenDoesNotGoUnencryptedToAnotherMachine() {
    KbsConnection remote = KbsConnection.to("http://kbs.example:8080");
    Passport passport = new Passport(new BearerToken("very-secret"), key);
    KbsClient bearer = KbsClient.withPassport(remote, () -> passport);
    var error = assertThrows(IllegalArgumentException.class, () -> bearer.getResource(KEY));
    assertTrue(error.getMessage().contains("use https"), error.getMessage());
    assertFalse(error.getMessage().contains("very-secret"), "no token in an error");
  }

  private TestBroker.Received received(String request) {
    TestBroker.Received found = broker.received.get(request);
    if (found == null) {
      throw new AssertionError("there was no " + request);
    }
    return found;
  }
}
