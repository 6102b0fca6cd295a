package dev.keybay.itests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code kbs.compat=trustee}: the statuses, types and texts that Trustee answers. */
final class TrusteeAnswersTest {
  private static final String NO_BEARER = "Failed to parse HTTP Auth Bearer header";
  private static final String NO_ISSUER =
      "Admin access denied: Cannot verify token with any of the issuers";

  private static Broker broker;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee", "--set", "kbs.compat=trustee");
    Operator operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    operator.resource("it/key/1", "secret");
    token = new Guest(broker, EcGuestKey.p256()).token();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void aGuestStillGetsItsSecret() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    HttpResponse<String> answer = guest.resourceByCookie(guest.handshake(), "it/key/1");
    assertEquals("secret", new String(SealedReply.of(answer.body()).open(guest.key()), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.0", "0.4.0+x"})
  void theOneVersionIsSpoken(String version) throws Exception {
    assertEquals(200, auth(version).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.0-rc1", "0.4.1", "0.3.0", "0.5.0", "1.0.0"})
  void anotherVersionIsRefusedInTrusteesWords(String version) throws Exception {
    Problems.exactly(
        auth(version),
        401,
        "AttestationError",
        "Attestation error: RCAR handshake Auth failed: KBS Client Protocol Version Mismatch: "
            + "expect =0.4.0 while the request is "
            + version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"it/key/none", "a/b", "a/b/c/d", "a/b/.c"})
  void whatAGuestCannotHaveIsAnInternalErrorOfThePlugin(String path) throws Exception {
    pluginError(resource(token, path));
  }

  @Test
  void whatAnAdministratorCannotDoToAResourceIsAnInternalErrorOfThePlugin() throws Exception {
    pluginError(broker.asAdmin("DELETE", "/kbs/v0/resource/it/key/none", ""));
    pluginError(broker.asAdmin("POST", "/kbs/v0/resource/it/key", "x"));
  }

  @Test
  void putIsNoMethodOfAResourceWhichAttestedGuestsLearn() throws Exception {
    String path = "/kbs/v0/resource/it/key/1";
    pluginError(broker.call("PUT", path, "x", "Authorization", "Bearer " + token));
    Problems.exactly(
        broker.call("PUT", path, "x"), 401, "TokenNotFound", "Attestation Token not found");
  }

  @Test
  void noTokenIsSaidToBeSo() throws Exception {
    Problems.exactly(
        broker.get("/kbs/v0/resource/it/key/1"),
        401,
        "TokenNotFound",
        "Attestation Token not found");
  }

  @Test
  void aBadTokenIsSaidToBeSo() throws Exception {
    Problems.exactly(
        resource(token + "x", "it/key/1"), 401, "TokenVerifierError", "Token Verifier error");
  }

  @Test
  void aDeniedGuestIsSaidToBeSo() throws Exception {
    Operator operator = new Operator(broker);
    operator.use(Operator.DENY);
    try {
      Problems.exactly(resource(token, "it/key/1"), 401, "PolicyDeny", "Access denied by policy");
    } finally {
      operator.use(Operator.ALLOW);
    }
  }

  @Test
  void aKeyThatNothingCanBeSealedToIsSaidToBeSo() throws Exception {
    Problems.exactly(
        resource(new Guest(broker, EcGuestKey.p384()).token(), "it/key/1"),
        401,
        "JweError",
        "JWE failed");
  }

  @Test
  void anUnknownPluginIs404() throws Exception {
    Problems.exactly(broker.get("/kbs/v0/none/x"), 404, "PluginNotFound", "Plugin none not found");
  }

  @ParameterizedTest
  @CsvSource({"GET,auth", "PUT,attest"})
  void anotherMethodOfAnEndpointIsTakenForAPlugin(String method, String route) throws Exception {
    Problems.exactly(
        broker.call(method, "/kbs/v0/" + route, ""),
        404,
        "PluginNotFound",
        "Plugin " + route + " not found");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,attestation-policy",
    "DELETE,resource-policy",
    "DELETE,reference-value",
    "PUT,reference-value"
  })
  void anotherMethodOfAnEndpointOfAdministratorsIsTakenForAPlugin(String method, String route)
      throws Exception {
    Problems.exactly(
        broker.asAdmin(method, "/kbs/v0/" + route, ""),
        404,
        "PluginNotFound",
        "Plugin " + route + " not found");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,attestation-policy",
    "PUT,attestation-policy",
    "DELETE,attestation-policy/x",
    "DELETE,resource-policy",
    "PUT,resource-policy",
    "DELETE,reference-value/x",
    "PUT,reference-value/x"
  })
  void nobodyIsAskedWhoTheyAreForAMethodThatAnEndpointHasNot(String method, String path)
      throws Exception {
    Problems.exactly(
        broker.call(method, "/kbs/v0/" + path, ""),
        404,
        "PluginNotFound",
        "Plugin " + path.split("/", 2)[0] + " not found");
  }

  @Test
  void aPolicyMessageThatIsNoneIs401() throws Exception {
    String detail =
        Problems.expect(
            broker.asAdmin("POST", "/kbs/v0/resource-policy", "{}"), 401, "ParsePolicyError");
    assertTrue(detail.startsWith("Failed to parse policy: "), detail);
  }

  @Test
  void aPolicyThatDoesNotParseIs401() throws Exception {
    String detail =
        Problems.expect(
            new Operator(broker).policy("package policy\nallow {"), 401, "PolicyEngineError");
    assertTrue(detail.startsWith("Policy engine error: "), detail);
  }

  @Test
  void aReferenceValueMessageThatIsNoneIs401() throws Exception {
    String detail =
        Problems.expect(broker.asAdmin("POST", "/kbs/v0/reference-value", "{}"), 401, "RvpsError");
    assertTrue(
        detail.startsWith("RVPS configuration failed: Failed to register reference value:"),
        detail);
  }

  @Test
  void anUnknownReferenceValueIs401() throws Exception {
    String detail =
        Problems.expect(
            broker.asAdmin("GET", "/kbs/v0/reference-value/none", ""), 401, "RvpsError");
    assertTrue(
        detail.endsWith(
            "Failed to get reference_values: No reference value found for the given id: none"),
        detail);
  }

  @Test
  void aReferenceValueThatHasExpiredStillCounts() throws Exception {
    // {"trustee_old":1}
    Operator.expect(
        broker.asAdmin(
            "POST",
            "/kbs/v0/reference-value",
            "{\"type\":\"sample\",\"payload\":\"eyJ0cnVzdGVlX29sZCI6MX0=\","
                + "\"expiration\":\"2020-01-01T00:00:00Z\"}"));
    assertEquals("1", broker.asAdmin("GET", "/kbs/v0/reference-value/trustee_old", "").body());
  }

  @Test
  void theReferenceValueOfNoIdIsUnknown() throws Exception {
    Problems.expect(broker.asAdmin("GET", "/kbs/v0/reference-value", ""), 401, "RvpsError");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,attestation-policy",
    "POST,resource-policy",
    "GET,resource-policy",
    "POST,reference-value"
  })
  void anEndpointOfAdministratorsSaysWhichOneWasDenied(String method, String route)
      throws Exception {
    Problems.exactly(
        broker.call(method, "/kbs/v0/" + route, ""),
        401,
        "AdminAuthAccess",
        "admin access denied for endpoint " + route + ": " + NO_BEARER);
    Problems.exactly(
        broker.call(method, "/kbs/v0/" + route, "", "Authorization", "Bearer " + token),
        401,
        "AdminAuthAccess",
        "admin access denied for endpoint " + route + ": " + NO_ISSUER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE"})
  void aPluginForAdministratorsDeniesInItsOwnWords(String method) throws Exception {
    Problems.exactly(
        broker.call(method, "/kbs/v0/resource/it/key/1", "", "Authorization", "Bearer " + token),
        401,
        "AdminAuthInitialization",
        "failed to initialize [admin] configuration: " + NO_ISSUER);
  }

  /** No client of Trustee's asks there, and administrators want to know what is wrong. */
  @ParameterizedTest
  @CsvSource({
    "POST,plugin/enable/nobody,404",
    "GET,plugin/audit?limit=0,400",
    "GET,admin/none,404",
    "PUT,admin/status,405",
    "GET,resources/it/key/none,404",
    "GET,policy/none,404",
    "GET,policy/test,405",
    "GET,resource-policy/scope:none,404",
    "POST,resource-policy/other:one,400",
    "PUT,resource-policy/resource-policy,405",
    "GET,attestation-policy/none,404",
    "GET,attestation-policy/none/history,404"
  })
  void whatOnlyKeybayHasSaysWhatIsWrong(String method, String path, int status) throws Exception {
    HttpResponse<String> answer = broker.asAdmin(method, "/kbs/v0/" + path, "");
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("tag:keybay.dev,2026:errors/"), answer.body());
  }

  private static HttpResponse<String> auth(String version) throws Exception {
    return broker.call("POST", "/kbs/v0/auth", Messages.request(version, "sample").toString());
  }

  private static void pluginError(HttpResponse<String> answer) throws Exception {
    Problems.exactly(answer, 401, "PluginInternalError", "Plugin internal error");
  }

  private static HttpResponse<String> resource(String token, String path) throws Exception {
    return broker.get("/kbs/v0/resource/" + path, "Authorization", "Bearer " + token);
  }
}
