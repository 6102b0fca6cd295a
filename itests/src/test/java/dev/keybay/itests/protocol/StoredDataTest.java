package dev.keybay.itests.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources and reference values as administrators keep them: Keybay's own endpoints. */
final class StoredDataTest {
  private static Broker broker;
  private static Operator operator;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    operator = new Operator(broker);
    operator.use(Operator.ALLOW);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,resources",
    "GET,resources/sd/key/1",
    "POST,resources/sd/key/1/restore?version=1",
    "GET,reference-value",
    "DELETE,reference-value/svn",
    "GET,resource-policy/resource-policy",
    "GET,resource-policy/resource-policy/history",
    "GET,resource-policy/resource-policy/history/1",
    "POST,resource-policy/scope:resource",
    "POST,resource-policy/resource-policy/rollback?version=1",
    "DELETE,resource-policy/resource-policy",
    "GET,attestation-policy",
    "GET,attestation-policy/default_cpu",
    "GET,attestation-policy/default_cpu/history",
    "POST,attestation-policy/default_cpu/rollback?version=1",
    "DELETE,attestation-policy/default_cpu",
    "POST,policy/test",
    "GET,policy/test",
    "GET,policy"
  })
  void nobodyButAnAdministratorGetsIn(String method, String path) throws Exception {
    Problems.expect(broker.call(method, "/kbs/v0/" + path, ""), 401, "AdminAuthAccess");
    String token = new Guest(broker, EcGuestKey.p256()).token();
    Problems.expect(
        broker.call(method, "/kbs/v0/" + path, "", "Authorization", "Bearer " + token),
        401,
        "AdminAuthAccess");
  }

  @Test
  void aResourceOfAnyBytesUpToTheLimitComesToTheGuestAsItWas() throws Exception {
    byte[] secret = new byte[2 << 20];
    new Random(7).nextBytes(secret);
    HttpResponse<String> set = broker.asAdmin("POST", "/kbs/v0/resource/sd/bytes/1", secret);
    assertEquals(200, set.statusCode(), set.body());
    Guest guest = new Guest(broker, EcGuestKey.p256());
    String body = guest.resourceByToken(guest.token(), "sd/bytes/1").body();
    assertArrayEquals(secret, SealedReply.of(body).open(guest.key()));
  }

  @Test
  void whatAnAdministratorSeesOfAResourceIsNotItsValue() throws Exception {
    operator.resource("sd/about/1", "a-hidden-value");
    HttpResponse<String> about = admin("GET", "resources/sd/about/1");
    JsonNode known = json(about);
    assertEquals("sd/about/1", known.path("path").textValue());
    assertEquals(14, known.path("size").intValue());
    assertTrue(known.path("by").textValue().startsWith("admin:"), about.body());
    assertEquals(known.path("etag").textValue(), about.headers().firstValue("ETag").orElseThrow());
    assertFalse(about.body().contains("hidden"));
    Problems.own(admin("GET", "resources/sd/about/none"), 404, "not-found");
    Problems.own(admin("GET", "resources/sd/about"), 400, "bad-request");
    Problems.own(admin("PUT", "resources/sd/about/1"), 405, "method-not-allowed");
  }

  @Test
  void resourcesAreListedByPrefixAndPageByPage() throws Exception {
    for (String tag : List.of("1", "2", "3")) {
      operator.resource("sd-list/key/" + tag, tag);
      operator.resource("sd-list/key/" + tag, tag + tag);
    }
    JsonNode first = json(admin("GET", "resources?prefix=sd-list/&limit=2"));
    assertEquals(List.of("sd-list/key/1", "sd-list/key/2"), paths(first));
    String next = first.path("next").textValue();
    JsonNode second = json(admin("GET", "resources?prefix=sd-list/&after=" + next));
    assertEquals(List.of("sd-list/key/3"), paths(second));
    assertTrue(second.path("next").isMissingNode());
    assertFalse(paths(json(admin("GET", "resources"))).stream().anyMatch(p -> p.startsWith(".")));
    Problems.own(admin("GET", "resources?limit=0"), 400, "bad-request");
  }

  @Test
  void anOlderVersionIsRestoredWithoutBeingShown() throws Exception {
    operator.resource("sd/versions/1", "one");
    operator.resource("sd/versions/1", "two");
    assertEquals(
        1, json(admin("GET", "resources/sd/versions/1")).at("/versions/0/version").intValue());
    assertEquals(200, admin("POST", "resources/sd/versions/1/restore?version=1").statusCode());
    assertEquals("one", secret("sd/versions/1"));
    Problems.own(admin("POST", "resources/sd/versions/1/restore?version=9"), 404, "not-found");
    Problems.own(admin("POST", "resources/sd/versions/1/restore"), 400, "bad-request");
  }

  @Test
  void aResourceIsCreatedOnceAndReplacedOnlyIfItIsUnchanged() throws Exception {
    String path = "/kbs/v0/resource/sd/conditions/1";
    HttpResponse<String> created = write(path, "one", "If-None-Match", "*");
    assertEquals(200, created.statusCode());
    Problems.own(write(path, "two", "If-None-Match", "*"), 412, "precondition-failed");
    String tag = created.headers().firstValue("ETag").orElseThrow();
    assertEquals(200, write(path, "two", "If-Match", tag).statusCode());
    Problems.own(write(path, "three", "If-Match", tag), 412, "precondition-failed");
    assertEquals("two", secret("sd/conditions/1"));
  }

  @Test
  void ofParallelWritersWhoCompareNoneLosesItsChange() throws Exception {
    operator.resource("sd/counter/1", "0");
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> work = Collections.nCopies(4, () -> appends(10));
      int made = 0;
      for (Future<Integer> one : writers.invokeAll(work)) {
        made += one.get();
      }
      assertEquals(40, made);
    } finally {
      writers.shutdownNow();
    }
    assertEquals(41, json(admin("GET", "resources/sd/counter/1")).path("size").intValue());
    assertEquals(41, json(admin("GET", "resources/sd/counter/1")).path("version").intValue());
  }

  /** Each writer makes the value longer by one, if nobody has changed it since it looked. */
  private static int appends(int count) throws Exception {
    int made = 0;
    while (made < count) {
      JsonNode known = json(admin("GET", "resources/sd/counter/1"));
      String longer = "0".repeat(known.path("size").intValue() + 1);
      HttpResponse<String> answer =
          write(
              "/kbs/v0/resource/sd/counter/1", longer, "If-Match", known.path("etag").textValue());
      if (answer.statusCode() == 200) {
        made++;
      } else {
        Problems.own(answer, 412, "precondition-failed");
      }
    }
    return made;
  }

  @Test
  void referenceValuesOfAnyIdAreListedAndDeleted() throws Exception {
    Operator.expect(
        operator.referenceValues(
            Map.of("rvps:///sd/fw:1", List.of("a"), "rvps:///sd/fw:2", List.of("b"))));
    JsonNode page = json(admin("GET", "reference-value?prefix=rvps:///sd/&limit=1"));
    assertEquals("rvps:///sd/fw:1", page.at("/values/0/id").textValue());
    assertFalse(page.at("/values/0/expired").booleanValue());
    JsonNode rest =
        json(
            admin(
                "GET",
                "reference-value?prefix=rvps:///sd/&after=" + page.path("next").textValue()));
    assertEquals("rvps:///sd/fw:2", rest.at("/values/0/id").textValue());
    assertEquals(200, admin("DELETE", "reference-value/rvps:///sd/fw:1").statusCode());
    Problems.expect(admin("DELETE", "reference-value/rvps:///sd/fw:1"), 400, "RvpsError");
    Problems.expect(admin("GET", "reference-value/rvps:///sd/fw:1"), 400, "RvpsError");
  }

  @Test
  void aReferenceValueThatHasExpiredIsAsAbsentAndListedAsExpired() throws Exception {
    Operator.expect(register("sd_old", "2020-01-01T00:00:00Z"));
    Problems.expect(admin("GET", "reference-value/sd_old"), 400, "RvpsError");
    JsonNode page = json(admin("GET", "reference-value?prefix=sd_old"));
    assertTrue(page.at("/values/0/expired").booleanValue());
    Operator.expect(register("sd_old", "2120-01-01T00:00:00Z"));
    assertEquals("1", admin("GET", "reference-value/sd_old").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "2120-01-01"})
  void anExpiryThatIsNoTimeIsRefused(String expiration) throws Exception {
    Problems.expect(register("sd_bad", expiration), 400, "RvpsError");
  }

  private static HttpResponse<String> register(String id, String expiration) throws Exception {
    String payload =
        Base64.getEncoder().encodeToString(("{\"" + id + "\":1}").getBytes(ISO_8859_1));
    return broker.asAdmin(
        "POST",
        "/kbs/v0/reference-value",
        "{\"type\":\"sample\",\"payload\":\"%s\",\"expiration\":\"%s\"}"
            .formatted(payload, expiration));
  }

  private static HttpResponse<String> write(String path, String value, String... header)
      throws Exception {
    List<String> headers = new ArrayList<>(List.of(header));
    headers.addAll(List.of("Authorization", "Bearer " + broker.adminToken()));
    return broker.call("POST", path, value, headers.toArray(String[]::new));
  }

  private static String secret(String path) throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    String body = guest.resourceByToken(guest.token(), path).body();
    return new String(SealedReply.of(body).open(guest.key()), ISO_8859_1);
  }

  private static HttpResponse<String> admin(String method, String path) throws Exception {
    return broker.asAdmin(method, "/kbs/v0/" + path, "");
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    Operator.expect(answer);
    return Messages.JSON.readTree(answer.body());
  }

  private static List<String> paths(JsonNode page) {
    List<String> paths = new ArrayList<>();
    page.path("resources").forEach(one -> paths.add(one.path("path").textValue()));
    return paths;
  }
}
