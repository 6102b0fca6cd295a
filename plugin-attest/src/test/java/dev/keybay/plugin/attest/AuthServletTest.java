package dev.keybay.plugin.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.testing.Exchange;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthServletTest {
  private static final String PREFIX = "Attestation error: RCAR handshake Auth failed: ";

  private final Broker broker = new Broker();

  @Test
  void aGuestGetsAChallengeAndASession() throws Exception {
    Exchange answer = new Exchange("POST", "", Guest.hello("snp")).sendTo(broker.auth);

    assertEquals(200, answer.status());
    assertEquals("application/json", answer.contentType());
    assertTrue(answer.text().matches("\\{\"nonce\":\"[A-Za-z0-9+/]{43}=\",\"extra-params\":\"\"}"));
    assertNotNull(answer.sent());
    assertEquals(Optional.of(answer.sent()), broker.sessions.find(answer.sent().id()));
    assertEquals(broker.clock.instant().plus(Duration.ofMinutes(5)), answer.sent().expires());
  }

  @Test
  void everyChallengeIsAnother() throws Exception {
    Broker.Challenged one = broker.challenge("snp");
    Broker.Challenged other = broker.challenge("snp");

    assertEquals(32, Base64.getDecoder().decode(one.nonce()).length);
    assertNotEquals(one.nonce(), other.nonce());
    assertNotEquals(one.session().id(), other.session().id());
  }

  @Test
  void theLifetimeOfASessionIsASetting() throws Exception {
    broker.values.change(Map.of("sessionMinutes", 7));

    assertEquals(
        broker.clock.instant().plus(Duration.ofMinutes(7)),
        broker.challenge("snp").session().expires());
  }

  @Test
  void furtherPathSegmentsMeanNothing() throws Exception {
    new Exchange("POST", "extra/segments", Guest.hello("snp")).sendTo(broker.auth);

    assertEquals(1, broker.sessions.size());
  }

  @Test
  void aTeeThatNobodyVerifiesIsLetIn() throws Exception {
    assertNotNull(broker.challenge("tee-of-tomorrow").session());
  }

  @Test
  void aVerifierMayMakeTheChallenge() throws Exception {
    broker.cpu.challenge = Optional.of("{\"request_blob\":\"…\"}");

    assertEquals("{\"request_blob\":\"…\"}", broker.challenge("snp").nonce());
  }

  @Test
  void secureExecutionNeedsItsVerifierForAChallenge() {
    assertEquals(
        PREFIX + "Attestation Service generate challenge failed",
        refused("{\"version\":\"0.4.0\",\"tee\":\"se\",\"extra-params\":{}}"));
  }

  @Test
  void aGuestOfAnotherVersionIsToldSo() {
    assertEquals(
        PREFIX
            + "KBS Client Protocol Version Mismatch: expect >=0.4.0, <1.0.0 while the request is 0.3.0",
        refused("{\"version\":\"0.3.0\",\"tee\":\"snp\",\"extra-params\":\"\"}"));
  }

  @Test
  void aGuestOfALaterPatchGetsAChallenge() throws Exception {
    new Exchange("POST", "", "{\"version\":\"0.4.7\",\"tee\":\"snp\",\"extra-params\":\"\"}")
        .sendTo(broker.auth);

    assertEquals(1, broker.sessions.size());
  }

  @Test
  void asTrusteeOnlyTheOneVersionIsSpoken() {
    broker.trustee = true;

    assertEquals(
        PREFIX + "KBS Client Protocol Version Mismatch: expect =0.4.0 while the request is 0.4.7",
        refused("{\"version\":\"0.4.7\",\"tee\":\"snp\",\"extra-params\":\"\"}"));
  }

  @Test
  void aVersionThatIsNoneIsRefused() {
    assertEquals(
        PREFIX + "failed to parse KBS version",
        refused("{\"version\":\"v0.4.0\",\"tee\":\"snp\",\"extra-params\":\"\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"tee\":\"snp\",\"extra-params\":\"\"}",
        "{\"version\":\"0.4.0\",\"extra-params\":\"\"}",
        "{\"version\":\"0.4.0\",\"tee\":\"snp\"}",
        "{\"version\":0.4,\"tee\":\"snp\",\"extra-params\":\"\"}",
        "{\"version\":\"0.4.0\",\"tee\":\"no tee!\",\"extra-params\":\"\"}",
        "{\"version\":\"0.4.0\",\"tee\":\"snp\",\"tee\":\"tdx\",\"extra-params\":\"\"}",
        "{\"version\":\"0.4.0\",\"tee\":\"snp\",\"extra-params\":\"\"} {}"
      })
  void aMalformedRequestIsRefused(String body) {
    assertEquals(PREFIX + "deserialize Request", refused(body));
    assertEquals(0, broker.sessions.size());
  }

  @Test
  void extraParamsMayBeNull() throws Exception {
    new Exchange("POST", "", "{\"version\":\"0.4.0\",\"tee\":\"snp\",\"extra-params\":null}")
        .sendTo(broker.auth);

    assertEquals(1, broker.sessions.size());
  }

  @Test
  void otherMethodsAreNotAllowed() {
    assertEquals(
        ErrorCode.METHOD_NOT_ALLOWED,
        assertThrows(KbsException.class, () -> Exchange.get("").sendTo(broker.auth)).code());
  }

  private String refused(String body) {
    KbsException refused =
        assertThrows(KbsException.class, () -> new Exchange("POST", "", body).sendTo(broker.auth));
    assertEquals(ErrorCode.ATTESTATION_FAILED, refused.code());
    return refused.publicMessage();
  }
}
