package dev.keybay.core.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTableTest {

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeHasAStatusATypeAndItsMessage(ErrorCode code) {
    Problem problem = ErrorTable.problem(new KbsException(code, "why"), false);
    assertTrue(problem.status() >= 400 && problem.status() < 600, problem.toString());
    assertTrue(problem.type().contains("errors/"), problem.toString());
    assertEquals("why", problem.detail());
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"INTERNAL", "UNAVAILABLE", "TIMEOUT", "TOO_MANY_REQUESTS", "INSUFFICIENT_STORAGE"})
  void aSwapOrACrashIsNever401(ErrorCode code) {
    for (boolean trustee : new boolean[] {true, false}) {
      assertNotEquals(401, ErrorTable.problem(new KbsException(code, "x"), trustee).status());
    }
  }

  @Test
  void aMissingResourceIs404AndTrusteesOwnAnswerWhereThatIsWanted() {
    KbsException missing = new KbsException(ErrorCode.NOT_FOUND, "no such resource");
    assertEquals(404, ErrorTable.problem(missing, false).status());
    assertEquals(
        new Problem(
            401,
            "https://github.com/confidential-containers/kbs/errors/PluginInternalError",
            "Plugin internal error"),
        ErrorTable.problem(missing, true));
  }

  @Test
  void theDocumentIsJsonWithTypeFirst() {
    assertEquals(
        "{\"type\":\"about:blank\",\"detail\":\"say \\\"hi\\\"\\n\"}",
        new Problem(400, "about:blank", "say \"hi\"\n").json());
  }

  @Test
  void inTrusteeModeARefusedAdministratorReadsWhereTheyKnocked() {
    KbsException denied = new KbsException(ErrorCode.ADMIN_DENIED, "why");
    Problem endpoint = ErrorTable.problem(denied, at("POST", "resource-policy"), true);
    assertEquals("admin access denied for endpoint resource-policy: why", endpoint.detail());
    Problem plugin = ErrorTable.problem(denied, at("POST", "resource"), true);
    assertEquals("failed to initialize [admin] configuration: why", plugin.detail());
    assertEquals("why", ErrorTable.problem(denied, at("POST", "resource-policy"), false).detail());
  }

  @Test
  void inTrusteeModeAnotherMethodOfAnEndpointIsAPluginThatIsNotThere() {
    KbsException method = new KbsException(ErrorCode.METHOD_NOT_ALLOWED, "why");
    assertEquals(404, ErrorTable.problem(method, at("POST", "auth"), true).status());
    assertEquals(401, ErrorTable.problem(method, at("POST", "resource"), true).status());
    assertEquals(405, ErrorTable.problem(method, at("POST", "auth"), false).status());
  }

  @Test
  void inTrusteeModeNobodyIsAskedWhoTheyAreForAMethodThatAnEndpointHasNot() {
    KbsException denied = new KbsException(ErrorCode.ADMIN_DENIED, "why");
    for (List<String> other :
        List.of(
            List.of("GET", "attestation-policy"),
            List.of("DELETE", "resource-policy"),
            List.of("DELETE", "reference-value"))) {
      Problem problem = ErrorTable.problem(denied, at(other.get(0), other.get(1)), true);
      assertEquals(404, problem.status());
      assertEquals("Plugin " + other.get(1) + " not found", problem.detail());
      assertEquals(401, ErrorTable.problem(denied, at(other.get(0), other.get(1)), false).status());
      assertEquals(401, ErrorTable.problem(denied, at("POST", other.get(1)), true).status());
    }
    assertEquals(401, ErrorTable.problem(denied, at("GET", "reference-value"), true).status());
    assertEquals(401, ErrorTable.problem(denied, at("DELETE", "resource"), true).status());
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"POLICY_MALFORMED", "POLICY_ENGINE"})
  void inTrusteeModeAnAttestationPolicyIsRefusedInOneText(ErrorCode code) {
    KbsException refused = new KbsException(code, "why");
    assertEquals(
        new Problem(
            401,
            "https://github.com/confidential-containers/kbs/errors/AttestationError",
            "Attestation error: Set Attestation Policy failed"),
        ErrorTable.problem(refused, at("POST", "attestation-policy"), true));
    assertEquals(
        400, ErrorTable.problem(refused, at("POST", "attestation-policy"), false).status());
    assertEquals("why", ErrorTable.problem(refused, at("POST", "resource-policy"), true).detail());
  }

  @Test
  void aRequestThatCannotBeReadIs400InBothModes() {
    KbsException unreadable = new KbsException(ErrorCode.UNREADABLE, "why");
    for (String route : List.of("", "auth", "resource")) {
      Problem trustees = ErrorTable.problem(unreadable, at("POST", route), true);
      assertEquals(400, trustees.status());
      assertEquals(ErrorTable.problem(unreadable, at("POST", route), false), trustees);
    }
    KbsException refused = new KbsException(ErrorCode.BAD_REQUEST, "why");
    assertEquals(401, ErrorTable.problem(refused, at("POST", "resource"), true).status());
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void whatOnlyKeybayHasAnswersAlikeInBothModes(ErrorCode code) {
    KbsException error = new KbsException(code, "why");
    for (String route : List.of("admin", "plugin", "policy", "resources")) {
      for (boolean below : new boolean[] {true, false}) {
        Endpoint at = new Endpoint("POST", route, below);
        assertEquals(ErrorTable.problem(error, false), ErrorTable.problem(error, at, true));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void policiesByTheirIdsAnswerAlikeToWhomeverIsLetIn(ErrorCode code) {
    KbsException error = new KbsException(code, "why");
    for (String route : List.of("attestation-policy", "resource-policy")) {
      Problem problem = ErrorTable.problem(error, new Endpoint("DELETE", route, true), true);
      if (code == ErrorCode.ADMIN_DENIED) {
        assertEquals("Plugin " + route + " not found", problem.detail());
      } else {
        assertEquals(ErrorTable.problem(error, false), problem);
      }
    }
  }

  private static Endpoint at(String method, String route) {
    return new Endpoint(method, route, false);
  }
}
