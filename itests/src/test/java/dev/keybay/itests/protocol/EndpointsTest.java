package dev.keybay.itests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint of the protocol: its success, as its clients read it, whoever's answers count. */
@ParameterizedClass
@EnumSource(Mode.class)
final class EndpointsTest {
  private static final String RESOURCE = "/kbs/v0/resource/ends/key/1";

  private static Broker broker;
  private static Operator operator;

  @Parameter Mode mode;

  @BeforeParameterizedClassInvocation
  static void start(Mode mode) throws Exception {
    broker = mode.start();
    operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    operator.resource("ends/key/1", "secret");
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void authAnswersAChallengeAndACookie() throws Exception {
    HttpResponse<String> answer = auth();
    is(answer, "application/json");
    assertTrue(
        answer.body().matches("\\{\"nonce\":\"[A-Za-z0-9+/]{43}=\",\"extra-params\":\"\"}"),
        answer.body());
    assertTrue(answer.headers().firstValue("Set-Cookie").isPresent());
  }

  @Test
  void attestAnswersATokenAndTheCookieAgain() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    HttpResponse<String> answer = guest.attest(guest.auth());
    is(answer, "application/json");
    assertTrue(answer.body().matches("\\{\"token\":\"[^\"]+\"}"), answer.body());
    assertTrue(answer.headers().firstValue("Set-Cookie").isPresent());
  }

  @Test
  void settingAnAttestationPolicyAnswersNothing() throws Exception {
    isEmpty(
        operator.attestationPolicy("ends", "package policy\ntrust_claims := {\"hardware\": 2}\n"));
  }

  @Test
  void settingTheResourcePolicyAnswersNothing() throws Exception {
    isEmpty(operator.policy(Operator.ALLOW));
  }

  @Test
  void theResourcePoliciesAreListedById() throws Exception {
    HttpResponse<String> answer = broker.asAdmin("GET", "/kbs/v0/resource-policy", "");
    is(answer, "application/json");
    assertEquals("[\"resource-policy\"]", answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/further/segments"})
  void registeringReferenceValuesAnswersNothingWhateverFollowsThePath(String further)
      throws Exception {
    HttpResponse<String> answer =
        broker.asAdmin(
            "POST",
            "/kbs/v0/reference-value" + further,
            "{\"type\":\"sample\",\"payload\":\"eyJlbmRzIjoxfQ==\"}");
    is(answer, "application/json");
    assertEquals("", answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "with/slashes/in/it", "rvps:///ns/a:1", "/lead/x"})
  void aReferenceValueIsReadRaw(String id) throws Exception {
    Operator.expect(operator.referenceValues(Map.of(id, Map.of("a", 1))));
    HttpResponse<String> answer = broker.asAdmin("GET", "/kbs/v0/reference-value/" + id, "");
    is(answer, "application/json");
    assertEquals("{\"a\":1}", answer.body());
  }

  @Test
  void aResourceIsSealedToTheGuestByCookieAndByToken() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    HttpResponse<String> byCookie = guest.resourceByCookie(guest.handshake(), "ends/key/1");
    is(byCookie, "application/json");
    assertEquals("secret", new String(SealedReply.of(byCookie.body()).open(guest.key()), UTF_8));
    assertEquals(
        Optional.empty(), byCookie.headers().firstValue("Set-Cookie"), "its life is not extended");
    is(guest.resourceByToken(guest.token(), "ends/key/1"), "application/json");
  }

  @Test
  void settingAndDeletingAResourceAnswerNothingAndMayBeEmpty() throws Exception {
    for (String value : new String[] {"", "value"}) {
      HttpResponse<String> set = broker.asAdmin("POST", "/kbs/v0/resource/ends/key/2", value);
      is(set, "text/xml");
      assertEquals("", set.body());
    }
    HttpResponse<String> deleted = broker.asAdmin("DELETE", "/kbs/v0/resource/ends/key/2", "");
    is(deleted, "text/xml");
    assertEquals("", deleted.body());
  }

  @Test
  void anotherPluginDecidesItselfWhoMayCallIt() throws Exception {
    HttpResponse<String> answer = broker.get("/kbs/v0/hello");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().startsWith("Hello"), answer.body());
  }

  @Test
  void metricsAndHealthAreForEverybody() throws Exception {
    HttpResponse<String> metrics = broker.get("/metrics");
    assertEquals(200, metrics.statusCode());
    assertTrue(metrics.body().contains("kbs_http_requests_total"));
    assertEquals(405, broker.call("POST", "/metrics", "").statusCode());
    isEmpty(broker.get("/healthz"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,auth",
    "PUT,auth",
    "GET,attest",
    "PUT,attest",
    "DELETE,attest",
    "PUT,attestation-policy",
    "DELETE,attestation-policy",
    "PUT,resource-policy",
    "DELETE,resource-policy",
    "PUT,reference-value",
    "PUT,reference-value/x"
  })
  void anotherMethodOfABuiltInEndpointIsNoneOfItsOwn(String method, String path) throws Exception {
    HttpResponse<String> answer = broker.asAdmin(method, "/kbs/v0/" + path, "");
    if (mode == Mode.KEYBAY) {
      Problems.own(answer, 405, "method-not-allowed");
    } else {
      String route = path.split("/", 2)[0];
      Problems.exactly(answer, 404, "PluginNotFound", "Plugin " + route + " not found");
    }
  }

  @Test
  void theHandshakeIgnoresWhatFollowsItsPath() throws Exception {
    String request = Messages.request("0.4.0", "sample").toString();
    HttpResponse<String> opened = broker.call("POST", "/kbs/v0/auth/a//b", request);
    String nonce = Guest.ok(opened).get("nonce").textValue();
    HttpResponse<String> attested =
        broker.call(
            "POST",
            "/kbs/v0/attest/further",
            Messages.attestation(nonce, EcGuestKey.p256()).toString(),
            "Cookie",
            Guest.cookie(opened));
    assertEquals(200, attested.statusCode(), attested.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/json; charset=utf-16", "x"})
  void nobodyAsksForAContentType(String type) throws Exception {
    String request = Messages.request("0.4.0", "sample").toString();
    assertEquals(
        200, broker.call("POST", "/kbs/v0/auth", request, "Content-Type", type).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "OPTIONS", "TRACE"})
  void aMethodOutsideOfTheProtocolIs405AndEmpty(String method) throws Exception {
    HttpResponse<String> answer = broker.call(method, RESOURCE, "");
    assertEquals(405, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void noPluginHasTheEmptyName() throws Exception {
    Problems.exactly(broker.get("/kbs/v0/"), 404, "PluginNotFound", "Plugin  not found");
  }

  /** Whatever guests read at 404 must be a problem; further they do not look. */
  @ParameterizedTest
  @ValueSource(strings = {"/kbs/v0", "/kbs/v1/auth", "/foo", "/"})
  void whatIsOutsideOfThePrefixIs404(String path) throws Exception {
    HttpResponse<String> answer = broker.get(path);
    assertEquals(404, answer.statusCode());
    assertTrue(Messages.JSON.readTree(answer.body()).path("detail").isTextual(), answer.body());
  }

  @Test
  void aBodyOfTwoMebibytesIsTakenAndOneMoreByteIsNot() throws Exception {
    String full = "x".repeat(2 << 20);
    Operator.expect(broker.asAdmin("POST", "/kbs/v0/resource/ends/key/full", full));
    assertEquals(
        413, broker.asAdmin("POST", "/kbs/v0/resource/ends/key/full", full + "x").statusCode());
  }

  @Test
  void aTokenAsLargeAsThoseOfGuestsWithManyDevicesIsRead() throws Exception {
    Problems.expect(
        broker.get(RESOURCE, "Authorization", "Bearer " + "x".repeat(120 << 10)),
        401,
        "TokenVerifierError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a=%zz", "?a=%"})
  void aQueryThatIsNoneIs400(String query) throws Exception {
    unreadable(RESOURCE + query);
  }

  /** Never 401: guests would attest again, in vain. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/kbs/v0/hello/%2e%2e/x", "/kbs/v0/resource/a%2Fb%2Fc", "/kbs/v0/hello;a"})
  void aPathThatCanBeReadInTwoWaysIs400(String path) throws Exception {
    unreadable(path);
  }

  private static void unreadable(String target) throws Exception {
    String answer = Wire.get(broker, target);
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("application/problem+json"), answer);
  }

  private static HttpResponse<String> auth() throws Exception {
    return broker.call("POST", "/kbs/v0/auth", Messages.request("0.4.0", "sample").toString());
  }

  private static void is(HttpResponse<String> answer, String type) {
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(type, answer.headers().firstValue("Content-Type").orElse(""));
  }

  private static void isEmpty(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("", answer.body());
  }
}
