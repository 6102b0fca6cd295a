package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The handshake: challenge, cookie, evidence, token, and how each of them fails. */
final class HandshakeTest {
  private static final String AUTH_FAILED = "Attestation error: RCAR handshake Auth failed: ";
  private static final String ATTEST_FAILED = "Attestation error: RCAR handshake Attest failed";

  private static Broker broker;
  private Guest guest;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @BeforeEach
  void freshGuest() throws Exception {
    guest = new Guest(broker, EcGuestKey.p256());
  }

  @Test
  void aChallengeHasANonceOf32BytesAndEmptyExtraParams() throws Exception {
    HttpResponse<String> answer = auth(Messages.request("0.4.0", "sample"));
    JsonNode challenge = Guest.ok(answer);
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    String nonce = challenge.get("nonce").textValue();
    assertEquals(44, nonce.length());
    assertEquals(32, Base64.getDecoder().decode(nonce).length);
    assertEquals("", challenge.get("extra-params").textValue());
    assertEquals(2, challenge.size());
  }

  @Test
  void noTwoChallengesAreAlike() throws Exception {
    Guest.Challenge one = guest.auth();
    Guest.Challenge other = guest.auth();
    assertNotEquals(one.nonce(), other.nonce());
    assertNotEquals(one.cookie(), other.cookie());
  }

  @Test
  void theCookieHasItsExpiryAndNoOtherAttribute() throws Exception {
    Instant before = Instant.now();
    String cookie =
        auth(Messages.request("0.4.0", "sample")).headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(
        cookie.matches("kbs-session-id=[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}; Expires=[^;]+"),
        cookie);
    String date = cookie.substring(cookie.indexOf("Expires=") + "Expires=".length());
    assertTrue(
        date.matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT"), date);
    Instant expires = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    Duration life = Duration.between(before, expires);
    assertTrue(Math.abs(life.toSeconds() - 300) <= 30, "lives for " + life);
  }

  @Test
  void attestingSendsTheSameCookieWithTheSameExpiry() throws Exception {
    HttpResponse<String> opened = auth(Messages.request("0.4.0", "sample"));
    Guest.Challenge challenge =
        new Guest.Challenge(Guest.ok(opened).get("nonce").textValue(), Guest.cookie(opened));
    HttpResponse<String> attested = guest.attest(challenge);
    assertEquals(200, attested.statusCode(), attested.body());
    assertEquals(
        opened.headers().firstValue("Set-Cookie"), attested.headers().firstValue("Set-Cookie"));
    assertEquals("application/json", attested.headers().firstValue("Content-Type").orElseThrow());
  }

  @Test
  void aCookieThatIsSentAlongOpensNoOldSession() throws Exception {
    String old = guest.auth().cookie();
    HttpResponse<String> answer =
        broker.call(
            "POST", "/kbs/v0/auth", Messages.request("0.4.0", "sample").toString(), "Cookie", old);
    assertNotEquals(old, Guest.cookie(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.0", "0.4.0+build.7", "0.4.1", "0.4.12+x", "0.5.0", "0.11.2"})
  void theProtocolAndWhatCameAfterItAreSpoken(String version) throws Exception {
    Guest.ok(auth(Messages.request(version, "sample")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.0-rc1", "0.4.1-rc1", "0.3.0", "1.0.0"})
  void anotherVersionIsRefusedInTheWordsThatGuestsLookFor(String version) throws Exception {
    Problems.exactly(
        auth(Messages.request(version, "sample")),
        401,
        "AttestationError",
        AUTH_FAILED
            + "KBS Client Protocol Version Mismatch: expect >=0.4.0, <1.0.0 while the request is "
            + version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.9", "0.5.0"})
  void aGuestOfALaterVersionIsAttested(String version) throws Exception {
    HttpResponse<String> opened = auth(Messages.request(version, "sample"));
    Guest.Challenge challenge =
        new Guest.Challenge(Guest.ok(opened).get("nonce").textValue(), Guest.cookie(opened));
    assertTrue(Guest.ok(guest.attest(challenge)).get("token").isTextual());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v0.4.0", "0.4", "", "latest"})
  void whatIsNoVersionIsRefused(String version) throws Exception {
    Problems.exactly(
        auth(Messages.request(version, "sample")),
        401,
        "AttestationError",
        AUTH_FAILED + "failed to parse KBS version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"version\":\"0.4.0\",\"tee\":\"sample\"}",
        "{\"version\":\"0.4.0\",\"extra-params\":\"\"}",
        "{\"tee\":\"sample\",\"extra-params\":\"\"}",
        "{\"version\":4,\"tee\":\"sample\",\"extra-params\":\"\"}"
      })
  void aRequestThatIsNoneIsRefused(String body) throws Exception {
    Problems.exactly(
        broker.call("POST", "/kbs/v0/auth", body),
        401,
        "AttestationError",
        AUTH_FAILED + "deserialize Request");
  }

  @Test
  void unknownMembersAndFurtherSegmentsMeanNothing() throws Exception {
    ObjectNode request = Messages.request("0.4.0", "sample").put("colour", "blue");
    Guest.ok(broker.call("POST", "/kbs/v0/auth/extra/segments", request.toString()));
  }

  @Test
  void aTeeWithoutAVerifierIsLetInAndRefusedAtTheEnd() throws Exception {
    Guest.Challenge challenge = guest.auth("tdx");
    attestFails(guest.attest(challenge));
  }

  @Test
  void noChallengeIsMadeForSecureExecutionWithoutItsVerifier() throws Exception {
    Problems.exactly(
        auth(Messages.request("0.4.0", "se")),
        401,
        "AttestationError",
        AUTH_FAILED + "Attestation Service generate challenge failed");
  }

  @Test
  void attestingWithoutACookieFails() throws Exception {
    Guest.Challenge challenge = guest.auth();
    attestFails(
        broker.call(
            "POST",
            "/kbs/v0/attest",
            Messages.attestation(challenge.nonce(), guest.key()).toString()));
  }

  @Test
  void attestingWithTheRightNonceInTheSessionOfAnotherFails() throws Exception {
    Guest.Challenge mine = guest.auth();
    Guest.Challenge other = guest.auth();
    attestFails(guest.attest(new Guest.Challenge(mine.nonce(), other.cookie())));
    attestFails(
        guest.attest(new Guest.Challenge(mine.nonce(), "kbs-session-id=" + "0".repeat(32))));
    Guest.ok(guest.attest(mine));
  }

  @Test
  void aFailedAttestationDoesNotUseUpTheNonce() throws Exception {
    Guest.Challenge challenge = guest.auth();
    ObjectNode forged = Messages.attestation(challenge.nonce(), guest.key());
    ((ObjectNode) forged.at("/tee-evidence/primary_evidence")).put("report_data", "AAAA");
    attestFails(guest.attest(challenge, forged));
    Guest.ok(guest.attest(challenge));
  }

  @Test
  void evidenceForAnotherKeyIsRefused() throws Exception {
    Guest.Challenge challenge = guest.auth();
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    ((ObjectNode) message.get("runtime-data")).set("tee-pubkey", EcGuestKey.p256().jwk());
    attestFails(guest.attest(challenge, message));
  }

  @Test
  void anAttestedSessionKeepsItsTokenWhateverIsSentNext() throws Exception {
    Guest.Challenge challenge = guest.auth();
    String token = Guest.ok(guest.attest(challenge)).get("token").textValue();
    ObjectNode forged = Messages.attestation("another nonce", EcGuestKey.p521());
    assertEquals(token, Guest.ok(guest.attest(challenge, forged)).get("token").textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1]", "{\"runtime-data\":{}}"})
  void anAttestationThatIsNoneIsRefused(String body) throws Exception {
    attestFails(broker.call("POST", "/kbs/v0/attest", body, "Cookie", guest.auth().cookie()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{\"abacus\":{\"svn\":\"2\"}}",
        "not json",
        "{\"sampledevice\":{\"svn\":\"2\",\"report_data\":\"AAAA\"}}"
      })
  void additionalEvidenceThatDoesNotHoldIsRefused(String additional) throws Exception {
    Guest.Challenge challenge = guest.auth();
    attestFails(
        guest.attest(challenge, Messages.attestation(challenge.nonce(), guest.key(), additional)));
  }

  @Test
  void theTokenSaysWhatWasVerified() throws Exception {
    Guest.Challenge challenge = guest.auth();
    JsonNode claims = Messages.claims(Guest.ok(guest.attest(challenge)).get("token").textValue());
    assertEquals(
        "tag:github.com,2024:confidential-containers/Trustee",
        claims.get("eat_profile").textValue());
    assertEquals(300, claims.get("exp").longValue() - claims.get("iat").longValue());
    assertTrue(claims.get("iss").isTextual());
    JsonNode cpu = claims.at("/submods/cpu0");
    assertEquals("contraindicated", cpu.get("ear.status").textValue());
    assertEquals(33, cpu.at("/ear.trustworthiness-vector/executables").intValue());
    assertEquals(97, cpu.at("/ear.trustworthiness-vector/hardware").intValue());
    assertEquals(2, cpu.at("/ear.trustworthiness-vector/configuration").intValue());
    assertEquals("default", cpu.get("ear.appraisal-policy-id").textValue());
    JsonNode evidence = cpu.get("ear.veraison.annotated-evidence");
    assertEquals("1", evidence.at("/sample/svn").textValue());
    assertEquals(challenge.nonce(), evidence.at("/runtime_data_claims/nonce").textValue());
    assertEquals(guest.key().jwk(), evidence.at("/runtime_data_claims/tee-pubkey"));
    assertFalse(evidence.has("init_data"));
    assertFalse(claims.has("nonce"), "guests refuse a nonce that is no string");
  }

  @Test
  void aDeviceIsAppraisedBesideTheCpu() throws Exception {
    Guest.Challenge challenge = guest.auth();
    HttpResponse<String> answer =
        guest.attest(challenge, Messages.withDevice(challenge.nonce(), guest.key()));
    JsonNode claims = Messages.claims(Guest.ok(answer).get("token").textValue());
    assertEquals(2, claims.get("submods").size());
    assertEquals(
        "2",
        claims.at("/submods/gpu0/ear.veraison.annotated-evidence/sampledevice/svn").textValue());
    assertTrue(claims.at("/submods/gpu0").has("ear.status"));
  }

  @Test
  void initDataBecomesClaims() throws Exception {
    Guest.Challenge challenge = guest.auth();
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    message
        .putObject("init-data")
        .put("format", "toml")
        .put("body", "version = \"0.1.0\"\nalgorithm = \"sha256\"\n[data]\n\"k\" = \"v\"\n");
    JsonNode evidence =
        Messages.claims(Guest.ok(guest.attest(challenge, message)).get("token").textValue())
            .at("/submods/cpu0/ear.veraison.annotated-evidence");
    assertEquals(
        "ccEog+kuNQQwkEtW0oOHWhogma0e/Icyzz/NJlvf56w=", evidence.get("init_data").textValue());
    assertEquals("v", evidence.at("/init_data_claims/k").textValue());
  }

  @Test
  void initDataOfAnotherFormatIsRefused() throws Exception {
    Guest.Challenge challenge = guest.auth();
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    message.putObject("init-data").put("format", "json").put("body", "{}");
    attestFails(guest.attest(challenge, message));
  }

  private static HttpResponse<String> auth(JsonNode request) throws Exception {
    return broker.call("POST", "/kbs/v0/auth", request.toString());
  }

  private static void attestFails(HttpResponse<String> answer) throws Exception {
    Problems.exactly(answer, 401, "AttestationError", ATTEST_FAILED);
  }
}
