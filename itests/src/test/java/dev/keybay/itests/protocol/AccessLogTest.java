package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The access log, and the id of a request wherever it is named. */
final class AccessLogTest {
  private static final String ID = "X-Request-Id";
  private static final String SECRET = "the-secret-value";

  private static Broker broker;

  @BeforeAll
  static void start() throws Exception {
    Path root = Files.createTempDirectory("keybay-it");
    Files.createDirectories(root.resolve("conf"));
    Files.writeString(
        root.resolve("conf/access.json"), "{\"enabled\": true, \"format\": \"json\"}");
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")), "--sample-tee");
    new Operator(broker).use(Operator.ALLOW);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void theIdOfAnAnswerIsInTheAccessLogAndInTheAuditLog() throws Exception {
    HttpResponse<String> written = broker.asAdmin("POST", "/kbs/v0/resource/it/access/1", SECRET);
    String id = id(written);
    JsonNode line = line(id);
    assertEquals("POST", line.get("method").textValue());
    assertEquals("/kbs/v0/resource/it/access/1", line.get("path").textValue());
    assertEquals("resource", line.get("route").textValue());
    assertTrue(line.get("plugin").textValue().matches("resource@\\d+\\.\\d+\\.\\d+"));
    assertEquals(200, line.get("status").intValue());
    assertEquals("admin", line.get("caller").textValue());
    assertTrue(line.get("id").textValue().startsWith("admin:"), line.toString());
    assertEquals("127.0.0.1", line.get("remote").textValue());
    HttpResponse<String> disabled = broker.asAdmin("POST", "/kbs/v0/plugin/disable/hello", "");
    broker.asAdmin("POST", "/kbs/v0/plugin/enable/hello", "");
    String audit = broker.asAdmin("GET", "/kbs/v0/plugin/audit?limit=100", "").body();
    assertTrue(audit.contains("\"" + id(disabled) + "\""), audit);
  }

  @Test
  void aGuestIsNamedAndItsTokenAndCookieAreNot() throws Exception {
    new Operator(broker).resource("it/access/2", SECRET);
    Guest guest = new Guest(broker, EcGuestKey.p256());
    String token = guest.token();
    HttpResponse<String> read =
        broker.get(
            "/kbs/v0/resource/it/access/2?hint=" + SECRET, "Authorization", "Bearer " + token);
    assertEquals(200, read.statusCode());
    JsonNode line = line(id(read));
    assertEquals("guest", line.get("caller").textValue());
    assertTrue(line.get("bytes").intValue() > 0, line.toString());
    String cookie = guest.handshake();
    line(id(guest.resourceByCookie(cookie, "it/access/2")));
    String log = log() + broker.log();
    for (String secret : List.of(SECRET, token, cookie.split("=", 2)[1], broker.adminToken())) {
      assertFalse(log.contains(secret));
    }
  }

  @Test
  void encodedLineEndsInAPathMakeNoSecondLine() throws Exception {
    long before = log().lines().count();
    String answer = Wire.get(broker, "/kbs/v0/hello%0d%0a%7b%22forged%22:1%7d%0a");
    JsonNode line = line(answer.replaceFirst("(?s).*X-Request-Id: (\\S+).*", "$1"));
    assertEquals(400, line.get("status").intValue());
    assertEquals(before + 1, log().lines().count());
  }

  @Test
  void everyAnswerHasAnIdAndEachIsInTheLog() throws Exception {
    for (String path :
        List.of("/kbs/v0/hello", "/kbs/v0/nothing", "/kbs/v0/resource/a/b/c", "/healthz", "/no")) {
      HttpResponse<String> answer = broker.get(path);
      assertEquals(answer.statusCode(), line(id(answer)).get("status").intValue(), path);
    }
    HttpResponse<String> other = broker.call("PATCH", "/kbs/v0/hello", "");
    assertEquals(405, line(id(other)).get("status").intValue());
  }

  @Test
  void theLogGoesToStandardOutputIfToldSo() throws Exception {
    Path root = Files.createTempDirectory("keybay-it");
    Files.createDirectories(root.resolve("conf"));
    Files.writeString(root.resolve("conf/access.json"), "{\"enabled\": true, \"to\": \"stdout\"}");
    try (Broker talking = Broker.startIn(root, Path.of(System.getProperty("java.home")))) {
      String id = id(talking.get("/kbs/v0/hello"));
      var out = talking.process().inputReader(StandardCharsets.UTF_8);
      String line = assertTimeoutPreemptively(Duration.ofSeconds(60), out::readLine);
      assertTrue(line.contains(" request=\"" + id + "\" method=\"GET\""), line);
      assertFalse(Files.exists(talking.data().resolve("log/access.log")));
    }
  }

  /** It ends as it began: the other tests read JSON. */
  @Test
  void theLogIsSwitchedWhileTheBrokerRuns() throws Exception {
    settings("{\"enabled\": true, \"format\": \"keyvalue\"}");
    await(() -> logged("request=\"" + id(broker.get("/healthz")) + "\""));
    settings("{\"enabled\": false}");
    StringBuilder unlogged = new StringBuilder();
    await(
        () -> {
          unlogged.setLength(0);
          unlogged.append(id(broker.get("/healthz")));
          return !logged(unlogged.toString());
        });
    settings("{\"enabled\": true, \"format\": \"json\"}");
    await(() -> logged("\"request\":\"" + id(broker.get("/healthz")) + "\""));
    assertFalse(log().contains("\"" + unlogged + "\""));
  }

  /** Settings are looked at every second. */
  private static void await(Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plusSeconds(90);
    while (!condition.call()) {
      assertTrue(Instant.now().isBefore(end), "the settings were not applied");
    }
  }

  /** Whether it is in the log soon: a line takes some milliseconds. */
  private static boolean logged(String text) throws Exception {
    Instant end = Instant.now().plusSeconds(5);
    while (!log().contains(text)) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  private static JsonNode line(String id) throws IOException {
    Instant end = Instant.now().plusSeconds(30);
    while (true) {
      for (String line : log().lines().toList()) {
        if (line.contains("\"request\":\"" + id + "\"")) {
          return Messages.JSON.readTree(line);
        }
      }
      assertTrue(Instant.now().isBefore(end), "no line of " + id + " in " + log());
    }
  }

  private static void settings(String json) throws IOException {
    Path part = Files.writeString(broker.root().resolve("access.part"), json);
    Files.move(
        part, broker.root().resolve("conf/access.json"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String id(HttpResponse<String> answer) {
    return answer.headers().firstValue(ID).orElseThrow();
  }

  private static String log() throws IOException {
    Path file = broker.data().resolve("log/access.log");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
