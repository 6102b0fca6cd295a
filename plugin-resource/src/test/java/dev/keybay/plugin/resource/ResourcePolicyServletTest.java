package dev.keybay.plugin.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.testing.Exchange;
import dev.keybay.testing.MapPolicies;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePolicyServletTest {
  private static final String POLICY = "package policy\n# Grüße\ndefault allow = false\n";

  private final MapPolicies policies = new MapPolicies();

  @Test
  void aFreshBrokerGetsTheShippedPolicy() throws Exception {
    new ResourcePolicyServlet(policies);

    assertTrue(source().orElseThrow().contains("default allow = false"));
  }

  @Test
  void anExistingPolicyStays() throws Exception {
    policies.set(Kind.RESOURCE, "resource-policy", POLICY);
    new ResourcePolicyServlet(policies);

    assertEquals(Optional.of(POLICY), source());
  }

  @Test
  void aPolicyIsSet() throws Exception {
    Exchange set =
        new Exchange(
                "POST",
                "",
                "{\"type\":\"rego\",\"policy\":\"" + encoded(POLICY) + "\",\"more\":{\"a\":1}}")
            .sendTo(new ResourcePolicyServlet(policies));

    assertEquals(200, set.status());
    assertEquals(0, set.bytes().length);
    assertEquals(Optional.of(POLICY), source());
  }

  @Test
  void theIdsAreListed() throws Exception {
    Exchange listed = Exchange.get("").sendTo(new ResourcePolicyServlet(policies));

    assertEquals("application/json", listed.contentType());
    assertEquals("[\"resource-policy\"]", listed.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "null",
        "{\"policy\":1}",
        "{\"policy\":null}",
        "{\"policy\":\"???\"}",
        "{\"policy\":\"_w\"}",
        "{\"policy\":\"cGFja2FnZSBwb2xpY3k=\"}",
        "{\"policy\":\"cGE\",\"policy\":\"cGE\"}",
        "{\"policy\":\"cGE\"} trailing"
      })
  void aMalformedMessageChangesNothing(String body) throws Exception {
    ResourcePolicyServlet servlet = new ResourcePolicyServlet(policies);
    Optional<String> before = source();
    KbsException refused =
        assertThrows(KbsException.class, () -> new Exchange("POST", "", body).sendTo(servlet));

    assertEquals(ErrorCode.POLICY_MALFORMED, refused.code());
    assertTrue(refused.publicMessage().startsWith("Failed to parse policy: "));
    assertEquals(before, source());
  }

  @Test
  void theEnginesRefusalIsHandedOn() throws Exception {
    ResourcePolicyServlet servlet = new ResourcePolicyServlet(policies);
    String body = "{\"policy\":\"" + encoded("nonsense") + "\"}";

    assertEquals(
        ErrorCode.POLICY_ENGINE,
        assertThrows(KbsException.class, () -> new Exchange("POST", "", body).sendTo(servlet))
            .code());
  }

  @Test
  void otherMethodsAreNotAllowed() throws Exception {
    ResourcePolicyServlet servlet = new ResourcePolicyServlet(policies);

    assertEquals(
        ErrorCode.METHOD_NOT_ALLOWED,
        assertThrows(KbsException.class, () -> new Exchange("DELETE", "", "").sendTo(servlet))
            .code());
  }

  @Test
  void aScopedPolicyIsSetReadAndDeletedById() throws Exception {
    ResourcePolicyServlet servlet = new ResourcePolicyServlet(policies);
    String id = "scope:resource:team-a";
    new Exchange("POST", id, "{\"policy\":\"" + encoded(POLICY) + "\"}").sendTo(servlet);
    String text = Exchange.get(id).sendTo(servlet).text();

    assertTrue(text.contains("\"hash\":\"hash1\""), text);
    assertTrue(text.contains("\"policy\":\"package policy\\n# Grüße"), text);
    assertEquals(
        "[\"resource-policy\",\"scope:resource:team-a\"]", Exchange.get("").sendTo(servlet).text());
    new Exchange("DELETE", id, "").sendTo(servlet);
    assertEquals(
        ErrorCode.NOT_FOUND,
        assertThrows(KbsException.class, () -> Exchange.get(id).sendTo(servlet)).code());
  }

  @Test
  void aPolicyThatAnAccessRuleNamesIsSet() throws Exception {
    ResourcePolicyServlet servlet = new ResourcePolicyServlet(policies);
    new Exchange("POST", "two-vendors", "{\"policy\":\"" + encoded(POLICY) + "\"}").sendTo(servlet);
    assertTrue(policies.source(Kind.RESOURCE, "two-vendors").isPresent());
  }

  @Test
  void anEarlierVersionIsReadAndSetAgain() throws Exception {
    ResourcePolicyServlet servlet = new ResourcePolicyServlet(policies);
    policies.set(Kind.RESOURCE, "resource-policy", POLICY);
    assertTrue(Exchange.get("resource-policy/history/1").sendTo(servlet).text().contains("sample"));
    new Exchange("POST", "resource-policy/rollback", "").asking("version", "1").sendTo(servlet);

    assertTrue(source().orElseThrow().contains("sample"));
    assertTrue(
        Exchange.get("resource-policy/history")
            .sendTo(servlet)
            .text()
            .startsWith("{\"versions\":[{\"version\":3,"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"team-a:keys", "scop:resource", ":", "Scope:resource"})
  void anIdThatNobodyCanAskForIsABadRequest(String id) throws Exception {
    ResourcePolicyServlet servlet = new ResourcePolicyServlet(policies);

    assertEquals(
        ErrorCode.BAD_REQUEST,
        assertThrows(
                KbsException.class,
                () ->
                    new Exchange("POST", id, "{\"policy\":\"" + encoded(POLICY) + "\"}")
                        .sendTo(servlet))
            .code());
  }

  private Optional<String> source() {
    return policies.source(Kind.RESOURCE, "resource-policy");
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
