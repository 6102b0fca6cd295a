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
        Map.of(), AclCheck.problems(Map.of("role", "ops", "allowedEndpoints", "^/kbs/v0/x$")));
  }

  @Test
  void anExpressionThatIsNoneIsSaidWithThePlace() {
    Map<String, String> problems =
        AclCheck.problems(Map.of("role", "ops", "allowedEndpoints", "^/kbs/(a$"));
    String text = String.valueOf(problems.get("allowedEndpoints"));
    assertTrue(text.contains("got ^/kbs/(a$, wrong at its character"), text);
    assertTrue(text.contains("Unclosed group"), text);
  }

  @Test
  void everythingThatIsWrongWithARuleIsSaidAtOnce() {
    assertEquals(Set.of("role", "allowedEndpoints"), AclCheck.problems(Map.of()).keySet());
  }

  @Test
  void aProviderNeedsAPlaceForKeysThatCanBeAsked() {
    assertEquals(Map.of(), IdentityCheck.problems(Map.of("jwkSetUri", "https://idp.example/jwks")));
    assertEquals(Map.of(), IdentityCheck.problems(Map.of("publicKeyUri", "file:///etc/key.pem")));
    assertEquals(Set.of("publicKeyUri"), IdentityCheck.problems(Map.of("issuer", "x")).keySet());
    assertEquals(
        Set.of("jwkSetUri"),
        IdentityCheck.problems(Map.of("jwkSetUri", "http://idp.example")).keySet());
  }
}
