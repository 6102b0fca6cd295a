package dev.keybay.itests.swap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.load.LoadGenerator;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plugin gets to see, and what becomes of one that misbehaves, while another serves. */
final class PluginConductTest {
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);
  private static final int LIMIT = 4;

  private static Broker broker;
  private static SteadyLoad others;

  @BeforeAll
  static void start() throws IOException {
    broker =
        Broker.start("--set", "router.concurrency=" + LIMIT, "--set", "router.deadlineSeconds=3");
    new Deployment(broker).deploy(PROBE, "1.0.0", "probe.jar");
    others = SteadyLoad.on(broker, "/kbs/v0/hello");
  }

  @AfterEach
  void theOthersServeOn() {
    others.assertUndisturbed();
  }

  @AfterAll
  static void stop() throws IOException {
    others.close();
    broker.close();
  }

  @Test
  void aPluginSeesNoCredentials() throws Exception {
    HttpResponse<String> answer =
        broker.get(
            "/kbs/v0/probe/headers",
            "Authorization",
            "Bearer " + broker.adminToken(),
            "Cookie",
            "kbs-session-id=secret-session",
            "X-Harmless",
            "passes");
    assertEquals(200, answer.statusCode());
    String seen = answer.body();
    assertTrue(seen.contains("passes"), seen);
    assertFalse(seen.contains(broker.adminToken()), "the token was seen");
    assertFalse(seen.contains("secret-session"), "the session was seen");
    assertFalse(seen.toLowerCase(Locale.ROOT).contains("authorization:"), seen);
    assertFalse(seen.toLowerCase(Locale.ROOT).contains("cookie:"), seen);
    assertTrue(seen.contains("cookies: 0\nby name: null null false"), seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime-exception", "stack-overflow"})
  void whatAPluginThrowsIsAnInternalError(String what) throws Exception {
    HttpResponse<String> answer = broker.get("/kbs/v0/probe/" + what);
    assertProblem(500, answer);
    assertFalse(answer.body().contains("on purpose"), answer.body());
    assertFalse(answer.body().contains("Exception"), answer.body());
    assertEquals(200, broker.get("/kbs/v0/probe").statusCode());
  }

  @Test
  void anErrorThatAPluginSendsIsAProblemDocument() throws Exception {
    HttpResponse<String> answer = broker.get("/kbs/v0/probe/send-error");
    assertProblem(409, answer);
    assertTrue(answer.body().contains("not now"), answer.body());
    assertTrue(answer.headers().firstValue("X-Request-Id").isPresent());
  }

  @Test
  void oneMoreThanTheLimitIsTurnedAwayWithTheTimeToRetry() throws Exception {
    LoadGenerator full = Load.on(broker, LIMIT, index -> "/kbs/v0/probe/sleep/1000");
    try {
      AtomicReference<HttpResponse<String>> turnedAway = new AtomicReference<>();
      await("one is turned away")
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                turnedAway.set(broker.get("/kbs/v0/probe"));
                return turnedAway.get().statusCode() != 200;
              });
      assertProblem(503, turnedAway.get());
      assertTrue(turnedAway.get().headers().firstValue("Retry-After").isPresent());
    } finally {
      full.close();
    }
    assertEquals(200, broker.get("/kbs/v0/probe").statusCode());
  }

  @Test
  void aRequestOverTheDeadlineIsATimeout() throws Exception {
    assertProblem(504, broker.get("/kbs/v0/probe/sleep/60000"));
    assertEquals(200, broker.get("/kbs/v0/probe").statusCode());
  }

  private static void assertProblem(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertTrue(answer.body().contains("\"type\":"), answer.body());
    assertTrue(answer.body().contains("\"detail\":"), answer.body());
  }
}
