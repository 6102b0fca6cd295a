package dev.keybay.itests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods, limits and pages: what the broker answers where, in its own mode. */
final class HttpSurfaceTest {
  private static Broker broker;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    Operator operator = new Operator(broker);
    operator.use("package policy\nallow := true\n");
    operator.resource("it/key/1", "secret");
    token = new Guest(broker, EcGuestKey.p256()).token();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void aGuestWithoutATokenIsToldSo() throws Exception {
    Problems.exactly(
        broker.get("/kbs/v0/resource/it/key/1"),
        401,
        "TokenNotFound",
        "Attestation Token not found");
  }

  @Test
  void aSessionThatHasNotAttestedYetIsNoToken() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    Problems.expect(
        guest.resourceByCookie(guest.auth().cookie(), "it/key/1"), 401, "TokenNotFound");
  }

  @Test
  void aTokenCountsWhereTheCookieIsUnknown() throws Exception {
    HttpResponse<String> answer =
        broker.get(
            "/kbs/v0/resource/it/key/1",
            "Cookie",
            "kbs-session-id=" + "f".repeat(32),
            "Authorization",
            "Bearer " + token);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void aTokenThatWasTamperedWithIsRefused() throws Exception {
    String[] parts = token.split("\\.", -1);
    String forged =
        parts[0]
            + "."
            + Messages.base64Url(Messages.claims(token).toString().replace("sample", "simple"))
            + "."
            + parts[2];
    for (String bad : new String[] {forged, parts[0] + "." + parts[1] + ".", "x.y.z", "x"}) {
      Problems.expect(resource(bad, "it/key/1"), 401, "TokenVerifierError");
    }
  }

  @Test
  void aResourceThatIsNotThereIs404ForGuests() throws Exception {
    Problems.own(resource(token, "it/key/none"), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a/b", "a/b/c/d", "a/b/.c", "a/b/", "a//c", "//a/b", "a/b/c+d", "a/b/%20"})
  void aPathThatNamesNoResourceIs400(String path) throws Exception {
    Problems.own(resource(token, path), 400, "bad-request");
    Problems.own(broker.asAdmin("POST", "/kbs/v0/resource/" + path, "x"), 400, "bad-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b/c", "-/_/-", "A1/b.c/d..e", "_x/0/z.."})
  void aPathOfThreeGoodSegmentsNamesAResource(String path) throws Exception {
    HttpResponse<String> set = broker.asAdmin("POST", "/kbs/v0/resource/" + path, "v");
    assertEquals(200, set.statusCode(), set.body());
    assertEquals("", set.body());
    assertEquals("text/xml", set.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(200, resource(token, path).statusCode());
    HttpResponse<String> deleted = broker.asAdmin("DELETE", "/kbs/v0/resource/" + path, "");
    assertEquals(200, deleted.statusCode(), deleted.body());
    assertEquals("", deleted.body());
    assertEquals("text/xml", deleted.headers().firstValue("Content-Type").orElseThrow());
    Problems.own(resource(token, path), 404, "not-found");
  }

  @Test
  void oneEmptyLeadingSegmentIsTakenAsNone() throws Exception {
    assertEquals(200, resource(token, "/it/key/1").statusCode());
  }

  @Test
  void aResourceIsReplacedByTheNextPost() throws Exception {
    Operator operator = new Operator(broker);
    operator.resource("it/key/twice", "one");
    operator.resource("it/key/twice", "two");
    Guest guest = new Guest(broker, EcGuestKey.p256());
    String body = guest.resourceByToken(guest.token(), "it/key/twice").body();
    assertEquals("two", new String(SealedReply.of(body).open(guest.key()), UTF_8));
  }

  @Test
  void deletingWhatIsNotThereIs404() throws Exception {
    Problems.own(broker.asAdmin("DELETE", "/kbs/v0/resource/it/key/none", ""), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/kbs/v0/resource/../resource-policy",
        "/kbs/v0/hello/%2e%2e/resource-policy",
        "/kbs/v0/hello%2Fx",
        "/kbs/v0/resource/it%2Fkey%2F1",
        "/kbs/v0/resource/it/key/%5C1",
        "/kbs/v0/hello/;jsessionid=1",
        "/kbs/v0/hello;x=y",
        "/kbs/v0/./hello",
        "/kbs/v0;hello",
        "/kbs/v0;x/hello",
        "/kbs;aaaaa/v0/hello",
        "/%6bbs/v0/hello",
        "/kbs/v%30/hello"
      })
  void aPathThatCanBeReadInTwoWaysIsRefused(String target) throws Exception {
    String answer = Wire.get(broker, target);
    assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
    assertTrue(answer.contains("application/problem+json"), answer);
    assertFalse(answer.contains("Hello"), answer);
  }

  /** The HTTP server refuses these itself, before the broker sees them. */
  @ParameterizedTest
  @ValueSource(strings = {"/kbs/v0/hello/%zz", "/kbs/v0/hello/%c0%af", "/kbs/v0/hello/x%00"})
  void aPathThatIsNotWellFormedIs400(String target) throws Exception {
    String answer = Wire.get(broker, target);
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertFalse(answer.contains("Hello"), answer);
  }

  @Test
  void aPathWithDotsGetsWhatItsPlainFormGetsOutsideOfTheProtocolOnly() throws Exception {
    assertTrue(Wire.get(broker, "/kbs/v0/../../healthz").startsWith("HTTP/1.1 200"));
    assertFalse(
        Wire.get(broker, "/healthz/../kbs/v0/hello").startsWith("HTTP/1.1 200"),
        "the broker decides on the path as it came");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/kbs/v0//resource-policy",
        "//kbs/v0/resource-policy",
        "/kbs//v0/resource-policy",
        "/kbs/v0/resource-policy/",
        "/kbs/v0/%72esource-policy",
        "/kbs/v0/plugin//list",
        "/kbs/v0/admin/status"
      })
  void noWayOfWritingAPathOpensWhatIsForAdministrators(String target) throws Exception {
    String answer = Wire.get(broker, target);
    assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
    assertFalse(answer.contains("[\"resource-policy\"]"), answer);
    assertFalse(answer.contains("\"plugins\""), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "unknown/x", "", "Hello", "hello@x", "hello@1.2.3.4"})
  void aPluginThatIsNotThereIs404(String route) throws Exception {
    Problems.exactly(
        broker.get("/kbs/v0/" + route),
        404,
        "PluginNotFound",
        "Plugin " + route.split("/", 2)[0] + " not found");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,auth",
    "PUT,attest",
    "DELETE,auth",
    "PUT,hello",
    "POST,hello",
    "PUT,attestation-policy",
    "PUT,resource-policy/x",
    "PUT,reference-value/x"
  })
  void aMethodThatIsNotOfferedIs405(String method, String route) throws Exception {
    Problems.own(broker.call(method, "/kbs/v0/" + route, ""), 405, "method-not-allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,attestation-policy",
    "DELETE,resource-policy",
    "PUT,reference-value/x",
    "DELETE,plugin/list",
    "POST,admin/status"
  })
  void aMethodThatIsNotOfferedIs405ForAdministratorsToo(String method, String route)
      throws Exception {
    Problems.own(broker.asAdmin(method, "/kbs/v0/" + route, ""), 405, "method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "OPTIONS", "TRACE", "PURGE"})
  void aMethodOutsideOfTheProtocolIs405WithoutABody(String method) throws Exception {
    HttpResponse<String> answer = broker.call(method, "/kbs/v0/hello", "");
    assertEquals(405, answer.statusCode());
    assertEquals("", answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/foo", "/kbs", "/kbs/v0", "/kbs/v1/hello", "/kbs/v0hello"})
  void whatIsOutsideOfTheProtocolIs404(String path) throws Exception {
    HttpResponse<String> answer = broker.get(path);
    assertEquals(404, answer.statusCode());
    assertFalse(answer.body().contains("<html"), answer.body());
  }

  @Test
  void aBodyOverTheLimitIs413() throws Exception {
    String body = "x".repeat((2 << 20) + 1);
    Problems.own(
        broker.asAdmin("POST", "/kbs/v0/resource/it/key/big", body), 413, "payload-too-large");
    Problems.own(broker.call("POST", "/kbs/v0/attest", body), 413, "payload-too-large");
  }

  @Test
  void aBodyOfExactlyTheLimitIsTaken() throws Exception {
    new Operator(broker).resource("it/key/full", "x".repeat(2 << 20));
    Guest guest = new Guest(broker, EcGuestKey.p256());
    String body = guest.resourceByToken(guest.token(), "it/key/full").body();
    assertEquals(2 << 20, SealedReply.of(body).open(guest.key()).length);
  }

  @Test
  void aRequestHeadOf100KibIsTaken() throws Exception {
    HttpResponse<String> answer = resource("x".repeat(100 << 10), "it/key/1");
    Problems.expect(answer, 401, "TokenVerifierError");
    assertEquals(200, broker.get("/kbs/v0/hello", "X-Filler", "x".repeat(100 << 10)).statusCode());
  }

  @Test
  void anAdministratorsTokenIsNoGuestsToken() throws Exception {
    Problems.expect(resource(broker.adminToken(), "it/key/1"), 401, "TokenVerifierError");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,resource/it/key/1",
    "DELETE,resource/it/key/1",
    "GET,resource-policy",
    "POST,resource-policy",
    "POST,attestation-policy",
    "POST,reference-value",
    "GET,reference-value/svn",
    "GET,plugin/list",
    "POST,plugin/disable/hello",
    "GET,admin/guests",
    "GET,admin/status"
  })
  void aGuestsTokenOpensNothingThatIsForAdministrators(String method, String route)
      throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    Problems.expect(
        broker.call(
            method,
            "/kbs/v0/" + route,
            "",
            "Cookie",
            guest.handshake(),
            "Authorization",
            "Bearer " + token),
        401,
        "AdminAuthAccess");
  }

  @Test
  void anExactVersionIsForAdministratorsOnly() throws Exception {
    String exact = "/kbs/v0/hello@" + version("hello");
    Problems.expect(broker.get(exact), 401, "AdminAuthAccess");
    Problems.expect(broker.get(exact, "Authorization", "Bearer " + token), 401, "AdminAuthAccess");
    HttpResponse<String> answer = broker.asAdmin("GET", exact, "");
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.body().startsWith("Hello"), answer.body());
  }

  @Test
  void anAttestedGuestIsListed() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p521());
    String cookie = guest.handshake();
    assertEquals(200, guest.resourceByCookie(cookie, "it/key/1").statusCode());
    JsonNode guests = Guest.ok(broker.asAdmin("GET", "/kbs/v0/admin/guests", "")).get("guests");
    assertTrue(
        StreamSupport.stream(guests.spliterator(), false)
            .anyMatch(
                each ->
                    each.get("tee").textValue().equals("sample")
                        && each.get("session").textValue().equals("cookie")
                        && each.get("requests").intValue() == 1),
        guests.toString());
  }

  @Test
  void theStatusPageCounts() throws Exception {
    JsonNode status = Guest.ok(broker.asAdmin("GET", "/kbs/v0/admin/status", ""));
    assertTrue(status.at("/plugins/SERVING").intValue() >= 4, status.toString());
    assertTrue(status.get("sessions").intValue() >= 1, status.toString());
    assertEquals(0, status.get("problems").size(), status.toString());
  }

  @Test
  void aBodyThatAPageRefusesEndsNoConnection() throws Exception {
    try (Wire wire = new Wire(broker)) {
      wire.send("POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n");
      wire.send("{}GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      String answers = wire.rest();
      assertTrue(answers.startsWith("HTTP/1.1 405"), answers);
      assertTrue(answers.contains("HTTP/1.1 200"), answers);
    }
  }

  private static String version(String plugin) throws Exception {
    JsonNode plugins = Guest.ok(broker.asAdmin("GET", "/kbs/v0/plugin/list", "")).get("plugins");
    return StreamSupport.stream(plugins.spliterator(), false)
        .filter(each -> each.get("name").textValue().equals(plugin))
        .findFirst()
        .orElseThrow()
        .get("version")
        .textValue();
  }

  private static HttpResponse<String> resource(String token, String path) throws Exception {
    return broker.get("/kbs/v0/resource/" + path, "Authorization", "Bearer " + token);
  }
}
