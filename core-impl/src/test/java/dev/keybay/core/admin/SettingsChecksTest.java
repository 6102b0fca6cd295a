package dev.keybay.core.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsChecksTest {

  @Test
  void aRuleThatCanBeUsedHasNoProblem() {
    assertEquals(
        Map.of(),
        new AclCheck().problems(Map.of("role", "ops", "allowedEndpoints", "^/kbs/v0/x$")));
  }

  @Test
  void anExpressionThatIsNoneIsSaidWithThePlace() {
    Map<String, String> problems =
        new AclCheck().problems(Map.of("role", "ops", "allowedEndpoints", "^/kbs/(a$"));
    String text = String.valueOf(problems.get("allowedEndpoints"));
    assertTrue(text.contains("got ^/kbs/(a$, wrong at its character"), text);
    assertTrue(text.contains("Unclosed group"), text);
  }

  @Test
  void everythingThatIsWrongWithARuleIsSaidAtOnce() {
    assertEquals(Set.of("role", "allowedEndpoints"), new AclCheck().problems(Map.of()).keySet());
  }

  @Test
  void aProviderNeedsAPlaceForKeysThatCanBeAsked() {
    IdentityCheck check = new IdentityCheck();
    assertEquals(Map.of(), check.problems(Map.of("jwkSetUri", "https://idp.example/jwks")));
    assertEquals(Map.of(), check.problems(Map.of("publicKeyUri", "file:///etc/key.pem")));
    assertEquals(Set.of("publicKeyUri"), check.problems(Map.of("issuer", "x")).keySet());
    assertEquals(
        Set.of("jwkSetUri"), check.problems(Map.of("jwkSetUri", "http://idp.example")).keySet());
  }
}
