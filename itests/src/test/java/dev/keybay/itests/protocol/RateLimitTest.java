package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who has shown nothing yet can cause so much and no more. */
final class RateLimitTest {
  private static final String LIST = "/kbs/v0/resource-policy";

  private static Broker broker;

  @BeforeAll
  static void start() throws Exception {
    broker =
        Broker.start(
            "--sample-tee",
            "--set",
            "ratelimit.adminRefusalsBurst=3",
            "--set",
            "ratelimit.adminRefusalsPerMinute=1",
            "--set",
            "ratelimit.handshakesBurst=3",
            "--set",
            "ratelimit.handshakesPerMinute=12");
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void refusedAdministratorsAreSlowedDownAndOthersAreNot() throws Exception {
    Problems.expect(guess(0), 401, "AdminAuthAccess");
    HttpResponse<String> refused = guess(1);
    for (int i = 2; refused.statusCode() != 429 && i < 100; i++) {
      // Whatever the header says: the address is the connection's.
      refused = guess(i);
    }
    Problems.own(refused, 429, "too-many-requests");
    int wait = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(wait > 1 && wait <= 60, "seconds to wait: " + wait);
    for (int i = 0; i < 20; i++) {
      assertEquals(200, broker.asAdmin("GET", LIST, "").statusCode());
    }
    String metrics = broker.get("/metrics").body();
    assertTrue(metrics.contains("\nkeybay_admin_refusals_limited_total 1"), metrics);
    assertTrue(broker.log().contains("too many refused administrators"), "the operator is told");
  }

  @Test
  void handshakesAreLetThroughAgainAfterAWhile() throws Exception {
    assertEquals(200, auth().statusCode());
    HttpResponse<String> refused = auth();
    for (int i = 0; refused.statusCode() != 429 && i < 1000; i++) {
      refused = auth();
    }
    Problems.own(refused, 429, "too-many-requests");
    int wait = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(wait >= 1 && wait <= 5, "seconds to wait: " + wait);
    await().atMost(Duration.ofSeconds(60)).until(() -> auth().statusCode() == 200);
  }

  private static HttpResponse<String> auth() throws Exception {
    return broker.call("POST", "/kbs/v0/auth", Messages.request("0.4.0", "sample").toString());
  }

  private static HttpResponse<String> guess(int i) throws Exception {
    return broker.get(LIST, "Authorization", "Bearer a.b." + i, "X-Forwarded-For", "192.0.2." + i);
  }
}
