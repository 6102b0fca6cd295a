package dev.keybay.core.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminAclTest {

  @ParameterizedTest
  @CsvSource({
    "^/kbs/v0/reference-value/[a-zA-Z0-9]+$, /kbs/v0/reference-value/abc, true",
    "^/kbs/v0/reference-value/[a-zA-Z0-9]+$, /kbs/v0/reference-value/a/b, false",
    "^/kbs/v0/reference-value/[a-zA-Z0-9]+$, /kbs/v0/reference-value/a?x=y, false",
    "^/kbs/v0/resource/.*$, /kbs/v0/resource/a/b/c?v=1, true",
    "^/kbs/v0/resource/.*$, /x/kbs/v0/resource/a, false",
    "^/kbs/v0/a$|^/kbs/v0/b$, /kbs/v0/b, true",
    "^/kbs/v0/a|/b$, /kbs/v0/a/and/more, false",
    "^/kbs.*$, /KBS/v0, false",
  })
  void theWholeRawUriMustMatch(String expression, String uri, boolean allowed) {
    assertEquals(allowed, new AdminAcl("ops", expression).allows("ops", uri));
  }

  @Test
  void anotherRoleIsNotAllowed() {
    AdminAcl acl = new AdminAcl("ops", "^/kbs.*$");
    assertTrue(acl.allows("ops", "/kbs/v0/x"));
    assertFalse(acl.allows("Ops", "/kbs/v0/x"));
    assertFalse(acl.allows("op", "/kbs/v0/x"));
  }

  @Test
  void aLineBreakAtTheEndIsNotOverlooked() {
    assertFalse(new AdminAcl("ops", "^/kbs/a$").allows("ops", "/kbs/a\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/kbs/v0/x$", "^/kbs/v0/x", "^/other$", "^.*$", "^/kbs/($"})
  void anExpressionThatIsNotAnchoredOrNotOneIsAConfigurationError(String expression) {
    UnusableSettingsException error =
        assertThrows(UnusableSettingsException.class, () -> new AdminAcl("ops", expression));
    assertTrue(String.valueOf(error.getMessage()).contains("allowedEndpoints"));
  }

  @Test
  void aRuleWithoutARoleIsAConfigurationError() {
    assertThrows(
        UnusableSettingsException.class,
        () ->
            new AdminAcl(
                Settings.of(AclSettings.class, Map.of("allowedEndpoints", "^/kbs/v0/x$"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"^/kbs/(a+)+$", "^/kbs/(a|aa)*$", "^/kbs/(.*a){20}$", "^/kbs/(a|b|c)*$"})
  void anExpressionThatBacktracksForEverDoesNotMatchSoon(String expression) {
    AdminAcl acl = new AdminAcl("ops", expression);
    String uri = "/kbs/" + "a".repeat(8000) + "!";
    assertTimeout(Duration.ofSeconds(5), () -> assertFalse(acl.allows("ops", uri)));
  }

  @Test
  void aUriOverTheBoundDoesNotMatch() {
    AdminAcl acl = new AdminAcl("ops", "^/kbs.*$");
    assertTrue(acl.allows("ops", "/kbs" + "a".repeat(BoundedMatch.MAX_LENGTH - 4)));
    assertFalse(acl.allows("ops", "/kbs" + "a".repeat(BoundedMatch.MAX_LENGTH - 3)));
  }
}
