package dev.keybay.plugin.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.testing.Exchange;
import dev.keybay.testing.MapPolicies;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationPolicyServletTest {
  private static final String ID = "default_dcu";

  private final MapPolicies policies = new MapPolicies();
  private boolean trustee;
  private final AttestationPolicyServlet servlet =
      new AttestationPolicyServlet(policies, () -> trustee);

  @Test
  void aPolicyIsSetUnderItsId() throws Exception {
    Exchange set =
        new Exchange(
                "POST",
                "",
                "{\"type\":\"rego\",\"policy_id\":\"default_dcu\",\"policy\":"
                    + "\"cGFja2FnZSBwb2xpY3k\"}")
            .sendTo(servlet);

    assertEquals(200, set.status());
    assertEquals("", set.text());
    assertEquals(Optional.of("package policy"), policies.source(Kind.ATTESTATION, "default_dcu"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"policy\":\"cGFja2FnZSBwb2xpY3k\"}",
        "{\"policy_id\":\"a\"}",
        "{\"policy_id\":1,\"policy\":\"cGFja2FnZSBwb2xpY3k\"}",
        "{\"policy_id\":\"a\",\"policy\":\"cGFja2FnZSBwb2xpY3k=\"}",
        "{\"policy_id\":\"a\",\"policy\":\"_w\"}"
      })
  void aMalformedMessageChangesNothing(String body) {
    KbsException refused =
        assertThrows(KbsException.class, () -> new Exchange("POST", "", body).sendTo(servlet));

    assertEquals(ErrorCode.POLICY_MALFORMED, refused.code());
    assertTrue(refused.publicMessage().startsWith("Failed to parse policy: "));
    assertEquals(List.of(), policies.ids(Kind.ATTESTATION));
  }

  @Test
  void theShippedPoliciesAreStoredAtTheStart() {
    assertEquals(
        List.of("default_cpu", "default_gpu", "default_ppcie", "default_switch"),
        new Broker().policies.ids(Kind.ATTESTATION));
  }

  @Test
  void theIdsAreListed() throws Exception {
    policies.set(Kind.ATTESTATION, ID, "package policy");

    assertEquals("[\"default_dcu\"]", Exchange.get("").sendTo(servlet).text());
  }

  @Test
  void forTrusteeThereIsNoList() {
    trustee = true;

    assertEquals(
        ErrorCode.METHOD_NOT_ALLOWED,
        assertThrows(KbsException.class, () -> Exchange.get("").sendTo(servlet)).code());
  }

  @Test
  void aPolicyIsReadBackWithItsHash() throws Exception {
    policies.set(Kind.ATTESTATION, ID, "package policy");
    String text = Exchange.get(ID).sendTo(servlet).text();

    assertTrue(text.contains("\"hash\":\"hash1\""), text);
    assertTrue(text.endsWith("\"policy\":\"package policy\"}"), text);
  }

  @Test
  void anEarlierVersionIsReadAndSetAgain() throws Exception {
    policies.set(Kind.ATTESTATION, ID, "package policy # 1");
    policies.set(Kind.ATTESTATION, ID, "package policy # 2");
    assertTrue(Exchange.get(ID + "/history/1").sendTo(servlet).text().contains("policy # 1"));
    new Exchange("POST", ID + "/rollback", "").asking("version", "1").sendTo(servlet);

    assertEquals(Optional.of("package policy # 1"), policies.source(Kind.ATTESTATION, ID));
    assertTrue(Exchange.get(ID + "/history").sendTo(servlet).text().contains("\"version\":3"));
  }

  @Test
  void aPolicyIsDeletedOnce() throws Exception {
    policies.set(Kind.ATTESTATION, ID, "package policy");
    new Exchange("DELETE", ID, "").sendTo(servlet);

    assertEquals(Optional.empty(), policies.source(Kind.ATTESTATION, ID));
    for (String method : List.of("DELETE", "GET")) {
      assertEquals(
          ErrorCode.NOT_FOUND,
          assertThrows(KbsException.class, () -> new Exchange(method, ID, "").sendTo(servlet))
              .code());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "x", "1.5"})
  void aVersionIsAWholeNumberFromOne(String version) {
    assertEquals(
        ErrorCode.BAD_REQUEST,
        assertThrows(
                KbsException.class,
                () ->
                    new Exchange("POST", ID + "/rollback", "")
                        .asking("version", version)
                        .sendTo(servlet))
            .code());
  }
}
