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
  private final MapPolicies policies = new MapPolicies();
  private final AttestationPolicyServlet servlet = new AttestationPolicyServlet(policies);

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
}
