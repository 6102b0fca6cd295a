package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies beyond the protocol: texts, histories, scopes, rollback, removal, and trying out. */
final class PolicyAdministrationTest {
  private static final String POLICY = "resource-policy/resource-policy";
  private static final String SCOPE = "resource-policy/scope:resource:pa";

  private static Broker broker;
  private static Operator operator;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    operator = new Operator(broker);
    operator.resource("pa/key/1", "secret");
    operator.resource("other/key/1", "secret");
    token = new Guest(broker, EcGuestKey.p256()).token();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @BeforeEach
  void allow() throws Exception {
    operator.use(Operator.ALLOW);
  }

  @Test
  void aPolicyIsReadBackWithItsHashAndWhoSetIt() throws Exception {
    JsonNode policy = json(admin("GET", POLICY, ""));
    assertEquals(Operator.ALLOW, policy.path("policy").textValue());
    assertEquals(96, policy.path("hash").textValue().length());
    assertTrue(policy.path("by").textValue().startsWith("admin:"), policy.toString());
    Problems.own(admin("GET", "resource-policy/scope:resource:none", ""), 404, "not-found");
    Problems.own(admin("GET", "resource-policy/default_cpu", ""), 404, "not-found");
    Problems.own(admin("GET", "resource-policy/team:a", ""), 400, "bad-request");
  }

  @Test
  void anEarlierVersionIsFoundInTheHistoryAndSetAgain() throws Exception {
    operator.use(Operator.DENY);
    JsonNode versions = json(admin("GET", POLICY + "/history", "")).path("versions");
    long before = versions.get(1).path("version").longValue();
    assertEquals(
        Operator.ALLOW,
        json(admin("GET", POLICY + "/history/" + before, "")).path("policy").textValue());
    assertEquals(401, fetch("pa/key/1"));
    Operator.expect(admin("POST", POLICY + "/rollback?version=" + before, ""));
    assertEquals(200, fetch("pa/key/1"));
    Problems.own(admin("POST", POLICY + "/rollback?version=999999", ""), 404, "not-found");
    Problems.own(admin("POST", POLICY + "/rollback?version=x", ""), 400, "bad-request");
  }

  @Test
  void aDeletedGlobalPolicyDeniesEverythingAndARollbackBringsItBack() throws Exception {
    Operator.expect(admin("DELETE", POLICY, ""));
    assertEquals(401, fetch("pa/key/1"));
    assertEquals("[]", admin("GET", "resource-policy", "").body());
    Problems.own(admin("DELETE", POLICY, ""), 404, "not-found");
    JsonNode versions = json(admin("GET", POLICY + "/history", "")).path("versions");
    assertEquals("delete", versions.get(0).path("action").textValue());
    long before = versions.get(1).path("version").longValue();
    Operator.expect(admin("POST", POLICY + "/rollback?version=" + before, ""));
    assertEquals(200, fetch("pa/key/1"));
  }

  @Test
  void aScopedPolicyNarrowsItsPathsAndNoOthers() throws Exception {
    Operator.expect(admin("POST", SCOPE, message(Operator.DENY)));
    assertEquals(401, fetch("pa/key/1"));
    assertEquals(200, fetch("other/key/1"));
    assertTrue(admin("GET", "resource-policy", "").body().contains("\"scope:resource:pa\""));
    Operator.expect(admin("POST", SCOPE, message("package policy\nallow := true\n")));
    assertEquals(200, fetch("pa/key/1"));
    operator.use(Operator.DENY);
    assertEquals(401, fetch("pa/key/1"));
    operator.use(Operator.ALLOW);
    Operator.expect(admin("DELETE", SCOPE, ""));
    assertEquals(200, fetch("pa/key/1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scope:", "scope:resource:", "scope:resource::a", "scope:a:*"})
  void aScopeThatIsNoneIsRefused(String id) throws Exception {
    Problems.expect(
        admin("POST", "resource-policy/" + id, message(Operator.DENY)), 400, "ParsePolicyError");
  }

  @Test
  void attestationPoliciesAreListedReadRolledBackAndDeleted() throws Exception {
    String list = admin("GET", "attestation-policy", "").body();
    assertTrue(list.contains("\"default_cpu\""), list);
    Operator.expect(
        operator.attestationPolicy("pa_one", "package policy\ntrust_claims := {\"hardware\": 2}"));
    Operator.expect(
        operator.attestationPolicy("pa_one", "package policy\ntrust_claims := {\"hardware\": 3}"));
    Operator.expect(admin("POST", "attestation-policy/pa_one/rollback?version=1", ""));
    JsonNode policy = json(admin("GET", "attestation-policy/pa_one", ""));
    assertTrue(policy.path("policy").textValue().endsWith("2}"), policy.toString());
    assertEquals(3, policy.path("version").intValue());
    Operator.expect(admin("DELETE", "attestation-policy/pa_one", ""));
    Problems.own(admin("GET", "attestation-policy/pa_one", ""), 404, "not-found");
    Problems.own(admin("POST", "attestation-policy/pa_one", ""), 405, "method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"hardware\": 128}",
        "{\"hardware\": -129}",
        "{\"hardware\": 2.5}",
        "{\"hardware\": \"2\"}",
        "{\"colour\": 2}",
        "{}",
        "7",
        "1 / input.sample.none"
      })
  void aTrustVectorThatIsNoneRefusesTheGuestAndNothingBreaks(String claims) throws Exception {
    String text = json(admin("GET", "attestation-policy/default_cpu", "")).path("policy").asText();
    Operator.expect(
        operator.attestationPolicy("default_cpu", "package policy\ntrust_claims := " + claims));
    try {
      Guest guest = new Guest(broker, EcGuestKey.p256());
      Problems.expect(guest.attest(guest.auth()), 401, "AttestationError");
    } finally {
      Operator.expect(operator.attestationPolicy("default_cpu", text));
    }
  }

  @Test
  void aDeviceWithoutAPolicyDoesNotAttest() throws Exception {
    String text = json(admin("GET", "attestation-policy/default_cpu", "")).path("policy").asText();
    Operator.expect(admin("DELETE", "attestation-policy/default_cpu", ""));
    try {
      Guest guest = new Guest(broker, EcGuestKey.p256());
      Problems.expect(guest.attest(guest.auth()), 401, "AttestationError");
    } finally {
      Operator.expect(operator.attestationPolicy("default_cpu", text));
    }
  }

  @Test
  void aPolicyIsTriedOutOnTheClaimsOfATokenAndNothingChanges() throws Exception {
    long before = versions();
    JsonNode answer =
        test(
            Map.of(
                "kind",
                "resource",
                "path",
                "pa/key/1",
                "policy",
                Messages.base64Url(
                    "package policy\ndefault allow := false\nallow if input.submods.none"),
                "input",
                Messages.claims(token)));
    assertEquals("deny", answer.path("decision").textValue());
    JsonNode rule = answer.at("/policies/0/rules/0");
    assertEquals("data.policy.allow", rule.path("rule").textValue());
    assertEquals(2, rule.path("line").intValue());
    assertTrue(rule.path("default").booleanValue());
    assertEquals(before, versions());
    assertEquals(200, fetch("pa/key/1"));
  }

  @Test
  void whatIsStoredIsTriedOutAsItIsAskedInEarnest() throws Exception {
    JsonNode answer =
        test(Map.of("kind", "resource", "path", "pa/key/1", "input", Messages.claims(token)));
    assertEquals("allow", answer.path("decision").textValue());
    JsonNode appraised =
        test(
            Map.of(
                "kind", "attestation",
                "id", "default_cpu",
                "input",
                    Messages.claims(token).at("/submods/cpu0/ear.veraison.annotated-evidence")));
    assertEquals(
        Messages.claims(token).at("/submods/cpu0/ear.status").textValue(),
        appraised.path("decision").textValue());
    assertTrue(appraised.path("rules").size() > 0);
  }

  @Test
  void aTestKeepsTheLimitsOfAnEvaluation() throws Exception {
    JsonNode answer =
        test(
            Map.of(
                "kind", "resource",
                "policy",
                    Messages.base64Url(
                        "package policy\nallow if count([1 | numbers.range(1, 2000)[_];"
                            + " numbers.range(1, 2000)[_]]) > 0"),
                "input", Map.of()));
    assertEquals("deny", answer.path("decision").textValue());
    assertTrue(answer.at("/policies/0/error").asText().startsWith("LIMIT"), answer.toString());
  }

  @Test
  void aTestThatIsNoneIsRefused() throws Exception {
    Problems.own(admin("POST", "policy/test", "{}"), 400, "bad-request");
    Problems.own(
        admin("POST", "policy/test", "{\"kind\":\"attestation\",\"id\":\"none\",\"input\":1}"),
        404,
        "not-found");
    Problems.expect(
        admin(
            "POST",
            "policy/test",
            "{\"kind\":\"resource\",\"policy\":\"%s\",\"input\":{}}"
                .formatted(Messages.base64Url("package"))),
        400,
        "PolicyEngineError");
    Problems.own(admin("GET", "policy/test", ""), 405, "method-not-allowed");
    Problems.own(admin("GET", "policy", ""), 404, "not-found");
  }

  /** Whoever asks after a policy was set is answered by it, however many ask meanwhile. */
  @Test
  void aPolicyThatIsSetHoldsFromTheNextRequestOnUnderLoad() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService guests = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> load = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        load.add(guests.submit(() -> readUntil(enough)));
      }
      for (int i = 0; i < 20; i++) {
        operator.use(Operator.DENY);
        assertEquals(401, fetch("pa/key/1"));
        operator.use(Operator.ALLOW);
        assertEquals(200, fetch("pa/key/1"));
        Operator.expect(admin("POST", SCOPE, message(Operator.DENY)));
        assertEquals(401, fetch("pa/key/1"));
        Operator.expect(admin("DELETE", SCOPE, ""));
        assertEquals(200, fetch("pa/key/1"));
      }
      enough.set(true);
      for (Future<Integer> one : load) {
        assertTrue(one.get() > 0);
      }
    } finally {
      enough.set(true);
      guests.shutdownNow();
    }
  }

  /** How often a guest was let in; it is never told anything but yes or no. */
  private static int readUntil(AtomicBoolean enough) throws Exception {
    int read = 0;
    while (!enough.get()) {
      int status = fetch("pa/key/1");
      assertTrue(status == 200 || status == 401, "status " + status);
      read += status == 200 ? 1 : 0;
    }
    return read;
  }

  private static long versions() throws Exception {
    return json(admin("GET", POLICY, "")).path("version").longValue();
  }

  private static JsonNode test(Map<String, Object> request) throws Exception {
    return json(admin("POST", "policy/test", Messages.JSON.writeValueAsString(request)));
  }

  private static int fetch(String path) throws Exception {
    return new Guest(broker, EcGuestKey.p256()).resourceByToken(token, path).statusCode();
  }

  private static String message(String rego) {
    return "{\"policy\":\"" + Messages.base64Url(rego) + "\"}";
  }

  private static HttpResponse<String> admin(String method, String path, String body)
      throws Exception {
    return broker.asAdmin(method, "/kbs/v0/" + path, body);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    Operator.expect(answer);
    return Messages.JSON.readTree(answer.body());
  }
}
