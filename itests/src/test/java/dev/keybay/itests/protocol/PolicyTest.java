package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource policies, attestation policies and reference values, by the real engine. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PolicyTest {
  private static Broker broker;
  private static Operator operator;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    operator = new Operator(broker);
    operator.resource("it/key/1", "secret");
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  /** First, because it is about a broker whose policy nobody has set. */
  @Test
  @Order(1)
  void aFreshBrokerGivesTheSampleTeeNothing() throws Exception {
    Problems.exactly(fetch("it/key/1"), 401, "PolicyDeny", "Access denied by policy");
  }

  @Test
  @Order(2)
  void aPolicyThatAllowsLetsGuestsIn() throws Exception {
    operator.use(Operator.ALLOW);
    assertEquals(200, fetch("it/key/1").statusCode());
  }

  @Test
  @Order(2)
  void aPolicyThatDeniesKeepsGuestsOutAtOnceAndHidesWhatExists() throws Exception {
    operator.use(Operator.ALLOW);
    Guest guest = new Guest(broker, EcGuestKey.p256());
    String cookie = guest.handshake();
    assertEquals(200, guest.resourceByCookie(cookie, "it/key/1").statusCode());
    operator.use(Operator.DENY);
    Problems.expect(guest.resourceByCookie(cookie, "it/key/1"), 401, "PolicyDeny");
    Problems.expect(guest.resourceByCookie(cookie, "it/key/missing"), 401, "PolicyDeny");
    Problems.expect(guest.resourceByCookie(cookie, "not-a-path"), 401, "PolicyDeny");
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(
      strings = {
        "package policy\nallow := 1\n",
        "package policy\nallow := \"true\"\n",
        "package other\nallow := true\n",
        "package policy\nallow if input.nothing\n"
      })
  void whatIsNotPlainlyTrueIsADeny(String policy) throws Exception {
    operator.use(policy);
    Problems.expect(fetch("it/key/1"), 401, "PolicyDeny");
  }

  @Test
  @Order(2)
  void aPolicySeesThePlainNameThePathAndTheQuery() throws Exception {
    operator.use(
        """
        package policy
        default allow := false
        allow if {
          data.plugin == "resource"
          data["resource-path"] == ["it", "key", "1"]
          data.query.who == "me"
          input.submods.cpu0["ear.veraison.annotated-evidence"].sample.svn == "1"
        }
        """);
    assertEquals(200, fetch("it/key/1?who=me").statusCode());
    assertEquals(200, fetch("it/key/1?who=you&who=me").statusCode());
    Problems.expect(fetch("it/key/1"), 401, "PolicyDeny");
    Problems.expect(fetch("it/key/2?who=me"), 401, "PolicyDeny");
  }

  @Test
  @Order(2)
  void aPolicyThatDoesNotParseIsRefusedAndTheOldOneStays() throws Exception {
    operator.use(Operator.ALLOW);
    String detail =
        Problems.expect(operator.policy("package policy\nallow {"), 400, "PolicyEngineError");
    assertTrue(detail.startsWith("Policy engine error"), detail);
    assertEquals(200, fetch("it/key/1").statusCode());
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(
      strings = {
        "",
        "no json",
        "{}",
        "{\"policy\":1}",
        "{\"policy\":\"a=\"}",
        "{\"policy\":\"!\"}",
        "{\"policy\":\"_w\"}"
      })
  void aPolicyMessageThatIsNoneIsRefused(String body) throws Exception {
    String detail =
        Problems.expect(
            broker.asAdmin("POST", "/kbs/v0/resource-policy", body), 400, "ParsePolicyError");
    assertTrue(detail.startsWith("Failed to parse policy: "), detail);
  }

  @Test
  @Order(2)
  void thePoliciesAreListedByTheirIds() throws Exception {
    HttpResponse<String> answer = broker.asAdmin("GET", "/kbs/v0/resource-policy", "");
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("[\"resource-policy\"]", answer.body());
  }

  @Test
  @Order(2)
  void settingAPolicyAnswersNothing() throws Exception {
    HttpResponse<String> answer = operator.policy(Operator.ALLOW);
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  @Order(3)
  void aReferenceValueIsReadAsItWasSet() throws Exception {
    HttpResponse<String> set =
        operator.referenceValues(Map.of("rvps:///vendor/fw:1", List.of("a", 1), "plain", true));
    assertEquals(200, set.statusCode(), set.body());
    assertEquals("", set.body());
    assertEquals("application/json", set.headers().firstValue("Content-Type").orElseThrow());
    HttpResponse<String> got = broker.asAdmin("GET", "/kbs/v0/reference-value/plain", "");
    assertEquals("true", got.body());
    assertEquals("application/json", got.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(
        "[\"a\",1]",
        broker.asAdmin("GET", "/kbs/v0/reference-value/rvps:///vendor/fw:1", "").body());
  }

  @Test
  @Order(3)
  void anUnknownReferenceValueIsSaidToBeSo() throws Exception {
    String detail =
        Problems.expect(
            broker.asAdmin("GET", "/kbs/v0/reference-value/none", ""), 400, "RvpsError");
    assertTrue(detail.endsWith("No reference value found for the given id: none"), detail);
  }

  @ParameterizedTest
  @Order(3)
  @ValueSource(
      strings = {
        "{\"version\":\"0.2.0\",\"type\":\"sample\",\"payload\":\"e30=\"}",
        "{\"type\":\"abacus\",\"payload\":\"e30=\"}",
        "{\"type\":\"sample\",\"payload\":\"W10=\"}",
        "{\"type\":\"sample\"}",
        "no json"
      })
  void aReferenceValueMessageThatIsNoneIsRefused(String body) throws Exception {
    String detail =
        Problems.expect(broker.asAdmin("POST", "/kbs/v0/reference-value", body), 400, "RvpsError");
    assertTrue(
        detail.startsWith("RVPS configuration failed: Failed to register reference value:"),
        detail);
  }

  @Test
  @Order(4)
  void aGuestBecomesAffirmingWhenTheReferenceValuesAreSet() throws Exception {
    operator.use(Operator.AFFIRMING);
    assertEquals("contraindicated", appraise().get("ear.status").textValue());
    Problems.expect(fetch("it/key/1"), 401, "PolicyDeny");
    Operator.expect(
        operator.referenceValues(
            Map.of(
                "launch_digest", List.of("abcde"),
                "svn", List.of("1"),
                "major_version", List.of(1),
                "minimum_minor_version", List.of(3))));
    JsonNode cpu = appraise();
    assertEquals("affirming", cpu.get("ear.status").textValue());
    assertEquals(3, cpu.at("/ear.trustworthiness-vector/executables").intValue());
    assertEquals(2, cpu.at("/ear.trustworthiness-vector/hardware").intValue());
    assertEquals(200, fetch("it/key/1").statusCode());
  }

  @Test
  @Order(5)
  void anAttestationPolicyOfTheOperatorJudgesTheNextGuest() throws Exception {
    HttpResponse<String> set =
        operator.attestationPolicy(
            "default_cpu", "package policy\ntrust_claims := {\"hardware\": 40}\n");
    assertEquals(200, set.statusCode(), set.body());
    assertEquals("", set.body());
    JsonNode cpu = appraise();
    assertEquals("warning", cpu.get("ear.status").textValue());
    assertEquals(40, cpu.at("/ear.trustworthiness-vector/hardware").intValue());
  }

  @Test
  @Order(5)
  void anAttestationPolicyThatClaimsTheUnknownRefusesTheGuest() throws Exception {
    Operator.expect(
        operator.attestationPolicy(
            "default_cpu", "package policy\ntrust_claims := {\"colour\": 2}\n"));
    Guest guest = new Guest(broker, EcGuestKey.p256());
    Problems.expect(guest.attest(guest.auth()), 401, "AttestationError");
  }

  @Test
  @Order(5)
  void anAttestationPolicyThatDoesNotParseIsRefused() throws Exception {
    Problems.expect(operator.attestationPolicy("default_cpu", "package"), 400, "PolicyEngineError");
  }

  private static JsonNode appraise() throws Exception {
    return Messages.claims(new Guest(broker, EcGuestKey.p256()).token()).at("/submods/cpu0");
  }

  private static HttpResponse<String> fetch(String path) throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    return guest.resourceByToken(guest.token(), path);
  }
}
