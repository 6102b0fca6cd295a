package dev.keybay.plugin.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.event.AttestationFailed;
import dev.keybay.api.event.GuestAttested;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.testing.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttestServletTest {
  private static final String FAILED = "Attestation error: RCAR handshake Attest failed";

  private final Broker broker = new Broker();
  private final Guest guest = new Guest();

  @Test
  void aGuestWhoseEvidenceHoldsGetsAToken() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    Exchange answer = broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals("application/json", answer.contentType());
    assertEquals("{\"token\":\"token-0\"}", answer.text());
    assertEquals(Optional.of("token-0"), broker.storedToken(challenged.session()));
    assertEquals(List.of(new GuestAttested("snp", "affirming")), broker.events);
  }

  @Test
  void theCookieIsSentAgainUnchanged() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    broker.clock.advance(Duration.ofMinutes(2));
    Exchange answer = broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals(challenged.session(), answer.sent());
  }

  @Test
  void anAttestedSessionKeepsItsTokenWhateverIsSent() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));
    Exchange again = broker.attest(challenged.session(), guest.proof("another nonce"));

    assertEquals("{\"token\":\"token-0\"}", again.text());
    assertEquals(1, broker.issued.size());
  }

  @Test
  void afterAFailureTheSameNonceMayBeTriedAgain() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    failed("report_data does not match", challenged, guest.proof(challenged.nonce(), new byte[48]));

    Exchange answer = broker.attest(challenged.session(), guest.proof(challenged.nonce()));
    assertEquals("{\"token\":\"token-0\"}", answer.text());
  }

  @Test
  void theReasonNamesAVersionThatIsLaterThanWhatIsKnown() throws Exception {
    Broker.Challenged challenged = broker.challenge(Guest.hello("0.5.1", "snp"));

    failed(
        "report_data does not match; the guest speaks version 0.5.1 of the protocol, whose messages"
            + " may be others than those of 0.4",
        challenged,
        guest.proof(challenged.nonce(), new byte[48]));
  }

  @Test
  void aNonceOfAnotherSessionIsRefused() throws Exception {
    Broker.Challenged one = broker.challenge("snp");
    Broker.Challenged other = broker.challenge("snp");

    failed("the nonce is not the one of the challenge", one, guest.proof(other.nonce()));
  }

  @Test
  void aSessionThatHasEndedIsNoSession() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    broker.clock.advance(Duration.ofMinutes(5));

    assertEquals(
        FAILED,
        broker.refused(challenged.session(), guest.proof(challenged.nonce())).publicMessage());
  }

  @Test
  void withoutASessionTheAnswerIsTheHandshakesOwn() {
    KbsException refused =
        assertThrows(
            KbsException.class, () -> new Exchange("POST", "", "{}").sendTo(broker.attest));

    assertEquals(ErrorCode.ATTESTATION_FAILED, refused.code());
    assertEquals(FAILED, refused.publicMessage());
  }

  @Test
  void aTeeThatNobodyVerifiesFails() throws Exception {
    Broker.Challenged challenged = broker.challenge("tee-of-tomorrow");

    failed("no verifier for the TEE tee-of-tomorrow", challenged, guest.proof(challenged.nonce()));
  }

  @Test
  void aVerifierThatIsOffRefuses() throws Exception {
    broker.cpu.active = false;
    Broker.Challenged challenged = broker.challenge("snp");

    failed("the verifier is switched off", challenged, guest.proof(challenged.nonce()));
  }

  @Test
  void aVerifierThatBreaksHasNotVerified() throws Exception {
    broker.cpu.defect = new IllegalStateException("boom");
    Broker.Challenged challenged = broker.challenge("snp");

    failed(
        "the verifier of snp failed: java.lang.IllegalStateException: boom",
        challenged,
        guest.proof(challenged.nonce()));
  }

  @Test
  void aPolicyThatFailsRefuses() throws Exception {
    broker.policy(
        "default_cpu",
        (input, functions) -> {
          throw new PolicyEvaluationException(
              PolicyEvaluationException.Kind.CONFLICT, "two values");
        });
    Broker.Challenged challenged = broker.challenge("snp");

    failed(
        "the attestation policy default_cpu failed (CONFLICT): two values",
        challenged,
        guest.proof(challenged.nonce()));
  }

  @Test
  void aBadAppraisalIsATokenAllTheSame() throws Exception {
    broker.policy(
        "default_cpu",
        (input, functions) -> Map.of("data.policy.trust_claims", Map.of("hardware", 97)));
    Broker.Challenged challenged = broker.challenge("snp");
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals(List.of(new GuestAttested("snp", "contraindicated")), broker.events);
  }

  @Test
  void additionalDevicesAreVerifiedToo() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    guest.additional = Guest.device("nvidia", challenged.nonce());
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertTrue(
        Json.readObject(Json.write(broker.issued.get(0)))
            .object("submods")
            .object("gpu0")
            .object("ear.veraison.annotated-evidence")
            .optionalObject("nvidia")
            .isPresent());
  }

  @Test
  void aDeviceOfAnotherHandshakeFailsTheWhole() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    guest.additional = Guest.device("nvidia", "another nonce");

    failed("report_data does not match", challenged, guest.proof(challenged.nonce()));
  }

  @Test
  void aDeviceThatNobodyVerifiesFailsTheWhole() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    guest.additional = Guest.device("toaster", challenged.nonce());

    failed("no verifier for the TEE toaster", challenged, guest.proof(challenged.nonce()));
  }

  @Test
  void theAdditionalEvidenceIsPartOfWhatThePrimaryIsBoundTo() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    String boundToNone = new String(guest.proof(challenged.nonce()), StandardCharsets.UTF_8);
    String swapped =
        boundToNone.replace("\"additional_evidence\":\"\"", "\"additional_evidence\":\"{}\"");

    failed("report_data does not match", challenged, swapped.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void twoRequestsAtOnceGetOneToken() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    broker.cpu.whileVerifying =
        () -> {
          broker.cpu.whileVerifying = () -> {};
          broker.sessions.replace(
              challenged.session(), challenged.session().attestedWith("the first"));
        };
    Exchange late = broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals("{\"token\":\"the first\"}", late.text());
    assertEquals(List.of(), broker.events);
  }

  @Test
  void aSessionThatEndsMeanwhileGetsNone() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    broker.cpu.whileVerifying = () -> broker.clock.advance(Duration.ofMinutes(10));

    failed("the session ended meanwhile", challenged, guest.proof(challenged.nonce()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"runtime-data\":{\"nonce\":\"n\"},\"tee-evidence\":{\"primary_evidence\":{},"
            + "\"additional_evidence\":\"\"}}",
        "{\"runtime-data\":{\"nonce\":\"n\",\"tee-pubkey\":{\"kty\":\"oct\",\"k\":\"AA\"}},"
            + "\"tee-evidence\":{\"primary_evidence\":{},\"additional_evidence\":\"\"}}",
        "{\"runtime-data\":{\"nonce\":\"n\",\"tee-pubkey\":{\"kty\":\"RSA\",\"alg\":\"RSA1_5\","
            + "\"n\":\"AA\"}},\"tee-evidence\":{\"primary_evidence\":{},"
            + "\"additional_evidence\":\"\"}}",
        "{\"runtime-data\":{\"nonce\":\"n\",\"tee-pubkey\":{\"kty\":\"AKP\",\"alg\":\"a\","
            + "\"pub\":\"AA\"}},\"tee-evidence\":{\"additional_evidence\":\"\"}}",
        "{\"runtime-data\":{\"nonce\":\"n\",\"tee-pubkey\":{\"kty\":\"AKP\",\"alg\":\"a\","
            + "\"pub\":\"AA\"}},\"tee-evidence\":{\"primary_evidence\":{},"
            + "\"additional_evidence\":{}}}"
      })
  void aMalformedMessageIsRefused(String body) throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    KbsException refused =
        broker.refused(challenged.session(), body.getBytes(StandardCharsets.UTF_8));

    assertEquals(FAILED, refused.publicMessage());
    assertEquals(1, broker.events.size());
  }

  @Test
  void whatTheHostThrowsIsNoFailureOfTheGuest() throws Exception {
    broker.policy(
        "default_cpu",
        (input, functions) -> {
          throw new KbsException(ErrorCode.UNAVAILABLE, "the store is away");
        });
    Broker.Challenged challenged = broker.challenge("snp");

    assertEquals(
        ErrorCode.UNAVAILABLE,
        broker.refused(challenged.session(), guest.proof(challenged.nonce())).code());
  }

  /** The guest learns nothing but that it failed; the event has the reason. */
  private void failed(String reason, Broker.Challenged challenged, byte[] proof) {
    KbsException refused = broker.refused(challenged.session(), proof);

    assertEquals(ErrorCode.ATTESTATION_FAILED, refused.code());
    assertEquals(FAILED, refused.publicMessage());
    String tee = challenged.session().attributes().getOrDefault("tee", "");
    assertEquals(List.of(new AttestationFailed(tee, reason)), broker.events);
    assertEquals(Optional.empty(), broker.storedToken(challenged.session()));
  }
}
