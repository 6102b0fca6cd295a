package dev.keybay.itests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What evidence and init-data are bound to, what is refused, and what the token says of them. */
final class EvidenceTest {
  private static final String EVIDENCE = "/submods/cpu0/ear.veraison.annotated-evidence";

  private static Broker broker;
  private Guest guest;
  private Guest.Challenge challenge;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @BeforeEach
  void challenge() throws Exception {
    guest = new Guest(broker, EcGuestKey.p256());
    challenge = guest.auth();
  }

  /** The key of RFC 7515 A.3 and the nonce 00..1f, in the example of the protocol. */
  @Test
  void theGuestOfTheseTestsBindsItsEvidenceAsTheExampleOfTheProtocol() {
    ObjectNode jwk =
        Messages.JSON
            .createObjectNode()
            .put("kty", "EC")
            .put("crv", "P-256")
            .put("alg", "ECDH-ES+A256KW")
            .put("x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
            .put("y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    String nonce = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    assertEquals(
        "36ZdSYMVISva+IVyMc8EghcpM9snHxWFa/MNtEcifrWx3Z4p/MH7kHb7AHksO7fn",
        Messages.digest(nonce, jwk, ""));
    assertEquals(
        "cc12bca78af3e46d9ddb68eb97122047abb52703f1cec34bd0adc12c5ac8c860"
            + "b1ada6c8729e54f2172908b77572364a",
        HexFormat.of().formatHex(Base64.getDecoder().decode(Messages.deviceDigest(nonce, jwk))));
  }

  @Test
  void furtherMembersOfTheKeyAreNeitherBoundNorKept() throws Exception {
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    ((ObjectNode) message.at("/runtime-data/tee-pubkey")).put("kid", "1").put("use", "enc");
    assertEquals(
        guest.key().jwk(), claims(message).at(EVIDENCE + "/runtime_data_claims/tee-pubkey"));
  }

  @Test
  void sampleEvidenceBecomesItsClaims() throws Exception {
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    JsonNode evidence = claims(message).at(EVIDENCE);
    assertEquals(
        Messages.JSON.readTree(
            """
            {"debug": false, "launch_digest": "abcde", "svn": "1",
             "platform_version": {"major": 1, "minor": 4}}
            """),
        evidence.get("sample"));
    assertEquals(
        message.at("/tee-evidence/primary_evidence/report_data"), evidence.get("report_data"));
    assertEquals("", evidence.at("/runtime_data_claims/additional-evidence").textValue());
    assertFalse(evidence.has("init_data_claims"));
  }

  @ParameterizedTest
  @CsvSource({
    "svn,",
    "svn,1",
    "report_data,",
    "report_data,''",
    "report_data,AAAA",
    "report_data,7",
    "report_data,not*base64"
  })
  void sampleEvidenceThatIsNoneIsRefused(String member, String value) throws Exception {
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    ObjectNode primary = (ObjectNode) message.at("/tee-evidence/primary_evidence");
    if (value == null) {
      primary.remove(member);
    } else if (value.matches("[0-9]")) {
      primary.put(member, Integer.parseInt(value));
    } else {
      primary.put(member, value);
    }
    refused(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {47, 49, 64})
  void theDigestIsNeitherCutNorFilled(int length) throws Exception {
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    ObjectNode primary = (ObjectNode) message.at("/tee-evidence/primary_evidence");
    byte[] digest = Base64.getDecoder().decode(primary.get("report_data").textValue());
    byte[] other = Arrays.copyOf(digest, length);
    primary.put("report_data", Base64.getEncoder().encodeToString(other));
    refused(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/runtime-data",
        "/runtime-data/nonce",
        "/runtime-data/tee-pubkey",
        "/runtime-data/tee-pubkey/kty",
        "/runtime-data/tee-pubkey/alg",
        "/runtime-data/tee-pubkey/crv",
        "/runtime-data/tee-pubkey/x",
        "/tee-evidence",
        "/tee-evidence/primary_evidence",
        "/tee-evidence/additional_evidence"
      })
  void everyMemberOfAnAttestationMustBeThere(String member) throws Exception {
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    int last = member.lastIndexOf('/');
    ((ObjectNode) message.at(member.substring(0, last))).remove(member.substring(last + 1));
    refused(message);
  }

  @Test
  void theTextOfAdditionalEvidenceIsBoundAsItCame() throws Exception {
    String text =
        "{ \"sampledevice\" : {\"report_data\":\""
            + Messages.deviceDigest(challenge.nonce(), guest.key().jwk())
            + "\",\"\\u0073vn\":\"2\", \"x\":\"\u00e9 \ud83d\ude00 \\u0007 \\/\"} }";
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key(), text);
    ((ObjectNode) message.get("tee-evidence")).put("additional_evidence", text + " ");
    refused(message);
    ((ObjectNode) message.get("tee-evidence")).put("additional_evidence", text);
    JsonNode claims = claims(message);
    assertEquals(
        text, claims.at(EVIDENCE + "/runtime_data_claims/additional-evidence").textValue());
    assertEquals(
        "2",
        claims.at("/submods/gpu0/ear.veraison.annotated-evidence/sampledevice/svn").textValue());
  }

  @Test
  void aDeviceIsNotBoundToTheTextThatItIsIn() throws Exception {
    String text =
        "{\"sampledevice\":{\"svn\":\"2\",\"report_data\":\""
            + Messages.digest(challenge.nonce(), guest.key().jwk(), "")
            + "\"}}";
    refused(Messages.attestation(challenge.nonce(), guest.key(), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "7", "{\"sampledevice\":null}", "{\"abacus\":{}}", "{\"tdx\":{}}"})
  void additionalEvidenceThatIsNoneIsRefused(String text) throws Exception {
    refused(Messages.attestation(challenge.nonce(), guest.key(), text));
  }

  @ParameterizedTest
  @CsvSource({"sha256,SHA-256", "sha384,SHA-384", "sha512,SHA-512"})
  void initDataIsDigestedByTheAlgorithmThatItNames(String name, String algorithm) throws Exception {
    String body = "algorithm = '" + name + "'\nversion = 'any'\n\n[data]\nk = '\u00e9'\n# end";
    JsonNode evidence = claims(withInitData(body)).at(EVIDENCE);
    assertEquals(
        Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance(algorithm).digest(body.getBytes(UTF_8))),
        evidence.get("init_data").textValue());
    assertEquals("\u00e9", evidence.at("/init_data_claims/k").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no toml",
        "algorithm = 'sha256'\n[data]\nk = 'v'",
        "version = '1'\n[data]\nk = 'v'",
        "version = '1'\nalgorithm = 'SHA256'\n[data]\nk = 'v'",
        "version = '1'\nalgorithm = 'md5'\n[data]\nk = 'v'",
        "version = '1'\nalgorithm = 'sha256'\n",
        "version = '1'\nalgorithm = 'sha256'\ndata = 'v'\n",
        "version = '1'\nalgorithm = 'sha256'\n[data]\nk = 1",
        "version = '1'\nalgorithm = 'sha256'\n[data.k]\nv = 'w'",
        "version = 1\nalgorithm = 'sha256'\n[data]\nk = 'v'"
      })
  void initDataThatIsNoneIsRefused(String body) throws Exception {
    refused(withInitData(body));
  }

  @Test
  void theConfigurationsAndThePolicyDataInInitDataAreOpened() throws Exception {
    String body =
        """
        version = "0.1.0"
        algorithm = "sha384"
        [data]
        "aa.toml" = "[token_configs]\\nurl = 'http://kbs.example'"
        "cdh.toml" = "this is no TOML"
        "other.toml" = "a = 1"
        "policy.rego" = "package agent\\npolicy_data := {\\"containers\\": [1]}"
        """;
    JsonNode claims = claims(withInitData(body)).at(EVIDENCE + "/init_data_claims");
    assertEquals(
        Messages.JSON.readTree(
            """
            {"aa.toml": {"token_configs": {"url": "http://kbs.example"}},
             "cdh.toml": "this is no TOML",
             "other.toml": "a = 1",
             "agent_policy_claims": {"containers": [1]}}
            """),
        claims);
  }

  @Test
  void aPolicyWithoutDataAtItsEndStaysText() throws Exception {
    String body =
        """
        version = "0.1.0"
        algorithm = "sha256"
        [data]
        "policy.rego" = "package agent\\npolicy_data := {\\"a\\": 1}\\nallow := true"
        """;
    assertEquals(
        "package agent\npolicy_data := {\"a\": 1}\nallow := true",
        claims(withInitData(body)).at(EVIDENCE + "/init_data_claims/policy.rego").textValue());
  }

  @Test
  void theTokenHasTheMembersOfTheProtocolInTheirOrder() throws Exception {
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    String token = Guest.ok(guest.attest(challenge, message)).get("token").textValue();
    assertEquals(List.of("kty", "crv", "alg", "x", "y"), names(Messages.part(token, 0).get("jwk")));
    assertFalse(Messages.part(token, 0).has("kid"));
    JsonNode claims = Messages.claims(token);
    assertEquals(
        Messages.JSON.readTree(
            """
            {"developer": "https://confidentialcontainers.org",
             "build": "attestation-service 0.1.0"}
            """),
        claims.get("ear.verifier-id"));
    assertEquals("CoCo-Attestation-Service", claims.get("iss").textValue());
    for (String absent : List.of("nbf", "sub", "aud", "jti", "nonce")) {
      assertFalse(claims.has(absent), absent);
    }
    JsonNode cpu = claims.at("/submods/cpu0");
    assertEquals(
        List.of(
            "instance-identity",
            "configuration",
            "executables",
            "file-system",
            "hardware",
            "runtime-opaque",
            "storage-opaque",
            "sourced-data"),
        names(cpu.get("ear.trustworthiness-vector")));
    assertEquals(
        "{\"validated\":{}}", cpu.get("ear.trustee.identifiers").toString(), cpu.toString());
  }

  private ObjectNode withInitData(String body) {
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    message.putObject("init-data").put("format", "toml").put("body", body);
    return message;
  }

  private JsonNode claims(ObjectNode message) throws Exception {
    return Messages.claims(Guest.ok(guest.attest(challenge, message)).get("token").textValue());
  }

  private void refused(ObjectNode message) throws Exception {
    HttpResponse<String> answer = guest.attest(challenge, message);
    Problems.exactly(
        answer, 401, "AttestationError", "Attestation error: RCAR handshake Attest failed");
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
