package dev.keybay.itests.protocol;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error of the protocol, as it reads in each mode. */
@ParameterizedClass
@EnumSource(Mode.class)
final class ErrorsTest {
  private static final Answer PLUGIN_ERROR =
      Answer.protocol(401, "PluginInternalError", "Plugin internal error");
  private static final Answer ATTEST_FAILED =
      Answer.protocol(401, "AttestationError", "Attestation error: RCAR handshake Attest failed");
  private static final String AUTH = "Attestation error: RCAR handshake Auth failed: ";
  private static final String NOBODY = "Failed to parse HTTP Auth Bearer header";
  private static final String NO_ISSUER =
      "Admin access denied: Cannot verify token with any of the issuers";

  private static Broker broker;
  private static Operator operator;
  private static Guest guest;
  private static String token;

  @Parameter Mode mode;

  @BeforeParameterizedClassInvocation
  static void start(Mode mode) throws Exception {
    broker = mode.start("--set", "token.insecureHeaderJwk=true");
    operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    operator.resource("errors/key/1", "secret");
    guest = new Guest(broker, EcGuestKey.p256());
    token = guest.token();
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST,attestation-policy",
    "POST,resource-policy",
    "GET,resource-policy",
    "POST,reference-value",
    "GET,reference-value/x"
  })
  void adminAuthAccess(String method, String path) throws Exception {
    String where = mode.of("", "admin access denied for endpoint " + path.split("/", 2)[0] + ": ");
    Answer.protocol(401, "AdminAuthAccess", where + NOBODY)
        .check(broker.call(method, "/kbs/v0/" + path, ""));
    Answer.protocol(401, "AdminAuthAccess", where + NO_ISSUER)
        .check(broker.call(method, "/kbs/v0/" + path, "", "Authorization", "Bearer " + token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE"})
  void adminAuthInitialization(String method) throws Exception {
    mode.of(
            Answer.protocol(401, "AdminAuthAccess", NOBODY),
            Answer.protocol(
                401,
                "AdminAuthInitialization",
                "failed to initialize [admin] configuration: " + NOBODY))
        .check(broker.call(method, "/kbs/v0/resource/errors/key/1", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{}|deserialize Request",
        "no json|deserialize Request",
        "{\"version\":\"four\",\"tee\":\"sample\",\"extra-params\":\"\"}|failed to parse KBS version",
        "{\"version\":\"0.4.0\",\"tee\":\"se\",\"extra-params\":\"\"}"
            + "|Attestation Service generate challenge failed"
      })
  void attestationErrorOfTheFirstStep(String request, String reason) throws Exception {
    Answer.protocol(401, "AttestationError", AUTH + reason)
        .check(broker.call("POST", "/kbs/v0/auth", request));
  }

  @Test
  void attestationErrorOfTheVersion() throws Exception {
    Answer.protocol(
            401,
            "AttestationError",
            AUTH
                + "KBS Client Protocol Version Mismatch: expect "
                + mode.of(">=0.4.0, <1.0.0", "=0.4.0")
                + " while the request is 0.3.0")
        .check(broker.call("POST", "/kbs/v0/auth", Messages.request("0.3.0", "sample").toString()));
  }

  @Test
  void attestationErrorOfTheSecondStep() throws Exception {
    Guest.Challenge challenge = guest.auth();
    ATTEST_FAILED.check(broker.call("POST", "/kbs/v0/attest", "{}"));
    ATTEST_FAILED.check(broker.call("POST", "/kbs/v0/attest", "{}", "Cookie", challenge.cookie()));
    ATTEST_FAILED.check(guest.attest(challenge, Messages.attestation("AAAA", guest.key())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "no json|ParsePolicyError",
        "{\"policy_id\":\"x\"}|ParsePolicyError",
        "{\"policy_id\":\"x\",\"policy\":\"cGFja2FnZQ\"}|PolicyEngineError"
      })
  void attestationErrorOfAnAttestationPolicy(String message, String variant) throws Exception {
    mode.of(
            Answer.protocol(400, variant, "…"),
            Answer.protocol(
                401, "AttestationError", "Attestation error: Set Attestation Policy failed"))
        .check(broker.asAdmin("POST", "/kbs/v0/attestation-policy", message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "none/further", "Resource", "external/x"})
  void pluginNotFound(String path) throws Exception {
    Answer.protocol(404, "PluginNotFound", "Plugin " + path.split("/", 2)[0] + " not found")
        .check(broker.get("/kbs/v0/" + path));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,errors/key/none,404,not-found",
    "GET,errors/key,400,bad-request",
    "GET,errors/key/1/more,400,bad-request",
    "GET,errors/key/.hidden,400,bad-request",
    "PUT,errors/key/1,405,method-not-allowed"
  })
  void pluginInternalErrorForAGuest(String method, String path, int status, String own)
      throws Exception {
    mode.of(Answer.own(status, own), PLUGIN_ERROR)
        .check(
            broker.call(
                method, "/kbs/v0/resource/" + path, "", "Authorization", "Bearer " + token));
  }

  @ParameterizedTest
  @CsvSource({"DELETE,errors/key/none,404,not-found", "POST,errors/key,400,bad-request"})
  void pluginInternalErrorForAnAdministrator(String method, String path, int status, String own)
      throws Exception {
    mode.of(Answer.own(status, own), PLUGIN_ERROR)
        .check(broker.asAdmin(method, "/kbs/v0/resource/" + path, "x"));
  }

  @Test
  void policyDeny() throws Exception {
    Answer denied = Answer.protocol(401, "PolicyDeny", "Access denied by policy");
    for (String policy :
        new String[] {Operator.DENY, "package policy\nallow := 1\n", "package other\n"}) {
      denied.check(under(policy));
    }
  }

  @Test
  void policyEngineErrorOfAnEvaluation() throws Exception {
    Answer.protocol(401, "PolicyEngineError", "Policy engine error…")
        .check(under("package policy\nallow := true\nallow := false\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{}",
        "{\"policy\":1}",
        "{\"policy\":\"!\"}",
        "{\"policy\":\"cGFja2FnZQ==\"}",
        "{\"policy\":\"_w\"}"
      })
  void parsePolicyError(String message) throws Exception {
    Answer.protocol(mode.of(400, 401), "ParsePolicyError", "Failed to parse policy: …")
        .check(broker.asAdmin("POST", "/kbs/v0/resource-policy", message));
  }

  @Test
  void policyEngineErrorOfAText() throws Exception {
    Answer.protocol(mode.of(400, 401), "PolicyEngineError", "Policy engine error: …")
        .check(operator.policy("package policy\nallow if {\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{\"type\":\"sample\",\"provenance\":\"e30=\"}",
        "{\"type\":\"abacus\",\"payload\":\"e30=\"}",
        "{\"version\":\"9\",\"type\":\"sample\",\"payload\":\"e30=\"}",
        "{\"type\":\"sample\",\"payload\":\"-_-_\"}"
      })
  void rvpsErrorOfRegistering(String message) throws Exception {
    Answer.protocol(
            mode.of(400, 401),
            "RvpsError",
            "RVPS configuration failed: Failed to register reference value:…")
        .check(broker.asAdmin("POST", "/kbs/v0/reference-value", message));
  }

  @Test
  void rvpsErrorOfReading() throws Exception {
    Answer.protocol(
            mode.of(400, 401),
            "RvpsError",
            "RVPS configuration failed: Failed to get reference_values:"
                + " No reference value found for the given id: a/b")
        .check(broker.asAdmin("GET", "/kbs/v0/reference-value/a/b", ""));
  }

  @Test
  void tokenNotFound() throws Exception {
    Answer missing = Answer.protocol(401, "TokenNotFound", "Attestation Token not found");
    missing.check(broker.get("/kbs/v0/resource/errors/key/1"));
    missing.check(broker.call("PUT", "/kbs/v0/resource/errors/key/1", "x"));
    missing.check(guest.resourceByCookie("kbs-session-id=" + "0".repeat(32), "errors/key/1"));
    missing.check(guest.resourceByCookie(guest.auth().cookie(), "errors/key/1"));
    missing.check(broker.get("/kbs/v0/resource/errors/key/1", "Authorization", "Basic YTpi"));
  }

  @Test
  void tokenVerifierError() throws Exception {
    Answer bad = Answer.protocol(401, "TokenVerifierError", "Token Verifier error");
    bad.check(guest.resourceByToken("x", "errors/key/1"));
    bad.check(guest.resourceByToken(token.substring(0, token.length() - 8), "errors/key/1"));
  }

  @Test
  void tokenVerifierErrorOfATokenThatNamesNoKey() throws Exception {
    String bare = new AttestationIssuer("it").tokenWithoutGuest();
    Answer.protocol(401, "TokenVerifierError", "Token Verifier error…")
        .check(guest.resourceByToken(bare, "errors/key/1"));
  }

  @Test
  void jweError() throws Exception {
    Answer.protocol(401, "JweError", mode.of("JWE failed: …", "JWE failed"))
        .check(guest.resourceByToken(new Guest(broker, EcGuestKey.p384()).token(), "errors/key/1"));
  }

  private static HttpResponse<String> under(String policy) throws Exception {
    operator.use(policy);
    try {
      return guest.resourceByToken(token, "errors/key/1");
    } finally {
      operator.use(Operator.ALLOW);
    }
  }
}
