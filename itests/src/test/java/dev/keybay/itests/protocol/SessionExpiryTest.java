package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.keybay.itests.Broker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A session ends when its cookie says, and costs its guest one new handshake. */
final class SessionExpiryTest {
  /** Of sessions of one minute, the shortest that there are. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String SECRET = "a/b/c";

  private static Broker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee", "--set", "plugin.attest.sessionMinutes=1");
    Operator operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    operator.resource(SECRET, "secret");
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void anExpiredSessionIsAsIfItHadNeverBeenAndANewHandshakeWorks() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    Guest.Challenge unanswered = guest.auth();
    var auth = broker.call("POST", "/kbs/v0/auth", Messages.request("0.4.0", "sample").toString());
    Guest.Challenge challenge =
        new Guest.Challenge(Guest.ok(auth).get("nonce").textValue(), Guest.cookie(auth));
    Instant expires = expiry(auth.headers().firstValue("Set-Cookie").orElseThrow());
    String token = Guest.ok(guest.attest(challenge)).get("token").textValue();
    assertEquals(200, guest.resourceByCookie(challenge.cookie(), SECRET).statusCode());

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> guest.resourceByCookie(challenge.cookie(), SECRET).statusCode() != 200);
    // The cookie tells whole seconds.
    assertFalse(Instant.now().isBefore(expires), "use of it did not end it early");

    Problems.expect(guest.resourceByCookie(challenge.cookie(), SECRET), 401, "TokenNotFound");
    for (Guest.Challenge over : new Guest.Challenge[] {challenge, unanswered}) {
      Problems.exactly(
          guest.attest(over),
          401,
          "AttestationError",
          "Attestation error: RCAR handshake Attest failed");
    }
    assertEquals(
        200,
        broker
            .get(
                "/kbs/v0/resource/" + SECRET,
                "Cookie",
                challenge.cookie(),
                "Authorization",
                "Bearer " + token)
            .statusCode(),
        "a token outlives the session that it was given in");
    String cookie = guest.handshake();
    assertNotEquals(challenge.cookie(), cookie);
    assertEquals(200, guest.resourceByCookie(cookie, SECRET).statusCode());
  }

  private static Instant expiry(String cookie) {
    String date = cookie.substring(cookie.indexOf("Expires=") + "Expires=".length());
    return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }
}
