package dev.keybay.plugin.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.rehearsal.Rehearsals;
import dev.keybay.testing.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTestServletTest {
  private final Broker broker = new Broker();
  private final PolicyTestServlet servlet =
      new PolicyTestServlet(new Rehearsals(broker.policies, broker.appraiser));

  @Test
  void aTextIsTriedOutWithTheLineThatDecided() throws Exception {
    Map<String, Object> answer =
        test(
            Map.of(
                "kind",
                "resource",
                "policy",
                encoded(
                    "package policy\ndefault allow := false\n"
                        + "allow if data[\"resource-path\"][0] == input.team"),
                "path",
                "a/b/c",
                "input",
                Map.of("team", "a")));

    assertEquals("allow", answer.get("decision"));
    Map<?, ?> policy = (Map<?, ?>) ((List<?>) answer.get("policies")).get(0);
    assertEquals(
        List.of(
            Map.of(
                "rule",
                "data.policy.allow",
                "line",
                3,
                "default",
                false,
                "defined",
                true,
                "value",
                true)),
        policy.get("rules"));
  }

  @Test
  void withoutATextAllPoliciesOfThePathAreAsked() throws Exception {
    broker.policies.set(Kind.RESOURCE, "resource-policy", "package policy\nallow := true");
    broker.policies.set(Kind.RESOURCE, "scope:resource", "package policy\nallow if input.ok");
    Map<String, Object> request = Map.of("kind", "resource", "input", Map.of());
    Map<String, Object> answer = test(request);

    assertEquals("deny", answer.get("decision"));
    List<?> policies = (List<?>) answer.get("policies");
    assertEquals("allow", ((Map<?, ?>) policies.get(0)).get("decision"));
    assertEquals("data.policy.allow is undefined", ((Map<?, ?>) policies.get(1)).get("error"));
  }

  @ParameterizedTest
  @CsvSource({
    "{\"hardware\": 2},affirming",
    "{\"hardware\": 40},warning",
    "{\"hardware\": 128},failed",
    "{\"hardware\": -129},failed",
    "{\"hardware\": 1.5},failed",
    "{\"hardware\": \"2\"},failed",
    "{\"colour\": 2},failed",
    "{},failed",
    "[],failed"
  })
  void anAttestationPolicyGivesAStatusOrFailsAsInEarnest(String claims, String status)
      throws Exception {
    Map<String, Object> answer = attestation("package policy\ntrust_claims := " + claims);

    assertEquals(status, answer.get("decision"));
    assertEquals(status.equals("failed"), answer.containsKey("error"));
  }

  @Test
  void anAttestationPolicySeesTheReferenceValuesOfNow() throws Exception {
    String payload =
        Base64.getEncoder().encodeToString("{\"svn\":2}".getBytes(StandardCharsets.UTF_8));
    broker.referenceValues.register(
        ("{\"type\":\"sample\",\"payload\":\"" + payload + "\"}").getBytes(StandardCharsets.UTF_8));

    assertEquals(
        "affirming",
        attestation(
                "package policy\ntrust_claims := {\"hardware\": query_reference_value(\"svn\")}")
            .get("decision"));
  }

  @ParameterizedTest
  @CsvSource({
    "# trust_claims come later,none",
    "x := \"trust_claims\",none",
    "trust_claims := {\"hardware\": 2} if false,failed",
    "trust_claims[k] := 2 if some k in input.none,failed"
  })
  void whetherAPolicyHasTheRuleIsAskedOfThePolicyAndNotOfItsText(String rule, String status)
      throws Exception {
    Map<String, Object> answer = attestation("package policy\n" + rule + "\nextensions := []");

    assertEquals(status, answer.get("decision"));
  }

  @Test
  void whatFailsSaysWhy() throws Exception {
    Map<String, Object> answer = attestation("package policy\ntrust_claims := 1 / input.zero");

    assertEquals("failed", answer.get("decision"));
    assertTrue(((String) answer.get("error")).startsWith("BUILTIN: "), answer.toString());
  }

  @Test
  void aTextThatDoesNotCompileIsRefused() {
    assertTrue(
        assertThrows(RuntimeException.class, () -> attestation("package policy\nallow {"))
            .getMessage()
            .contains("line 2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"kind\":\"resource\"}",
        "{\"kind\":\"colour\",\"input\":{}}",
        "{\"kind\":\"attestation\",\"input\":{}}",
        "{\"kind\":\"resource\",\"input\":{},\"policy\":\"!\"}",
        "{\"kind\":\"resource\",\"input\":{},\"query\":{\"a\":1}}",
        "{\"kind\":\"resource\",\"input\":{},\"path\":[\"a\"]}"
      })
  void aMalformedMessageIsABadRequest(String body) {
    assertEquals(
        ErrorCode.BAD_REQUEST,
        assertThrows(KbsException.class, () -> new Exchange("POST", "test", body).sendTo(servlet))
            .code());
  }

  @Test
  void aPolicyThatIsNotStoredIsNotFound() {
    for (String kind : List.of("resource", "attestation")) {
      assertEquals(
          ErrorCode.NOT_FOUND,
          assertThrows(
                  KbsException.class,
                  () -> test(Map.of("kind", kind, "id", "none", "input", Map.of())))
              .code());
    }
  }

  private Map<String, Object> attestation(String policy) throws Exception {
    return test(
        Map.of("kind", "attestation", "policy", encoded(policy), "input", Map.of("zero", 0)));
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private Map<String, Object> test(Map<String, Object> request) throws Exception {
    String body = new String(Json.write(request), StandardCharsets.UTF_8);
    return (Map<String, Object>)
        Json.read(new Exchange("POST", "test", body).sendTo(servlet).bytes());
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
