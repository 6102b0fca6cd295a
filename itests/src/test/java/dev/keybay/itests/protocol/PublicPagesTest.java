package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody may ask of a broker beside the protocol: whether it is well, and its metrics. */
final class PublicPagesTest {
  private static Broker broker;
  private static Guest guest;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    Operator operator = new Operator(broker);
    operator.use("package policy\nallow := true\n");
    operator.resource("it/key/1", "secret");
    guest = new Guest(broker, EcGuestKey.p256());
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz"})
  void aBrokerThatIsWellSaysSoWithoutABody(String page) throws Exception {
    HttpResponse<String> answer = broker.get(page);
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void theMetricsHaveTheNamesOfTheProtocol() throws Exception {
    assertEquals(200, guest.resourceByToken(guest.token(), "it/key/1").statusCode());
    HttpResponse<String> page = broker.get("/metrics");
    assertEquals(200, page.statusCode());
    for (String name :
        new String[] {
          "kbs_build_info",
          "kbs_http_requests_total",
          "kbs_http_request_duration_seconds",
          "kbs_http_active_connections",
          "kbs_resource_reads_total",
          "kbs_resource_writes_total",
          "kbs_policy_evaluations_total",
          "kbs_policy_approvals_total",
          "kbs_attestation_requests_total",
          "kbs_attestation_successes_total",
          "kbs_auth_requests_total",
          "kbs_auth_successes_total"
        }) {
      assertTrue(page.body().contains(name), name + " is not in\n" + page.body());
    }
    assertEquals(405, broker.call("POST", "/metrics", "").statusCode());
  }

  @Test
  void everyRequestOfTheProtocolIsCountedWhoeverRefusesIt() throws Exception {
    long before = counted();
    assertEquals(200, broker.get("/kbs/v0/hello").statusCode());
    assertEquals(405, broker.call("PATCH", "/kbs/v0/hello", "").statusCode());
    assertEquals(400, broker.get("/kbs/v0/resource/a%2Fb").statusCode());
    assertEquals(404, broker.get("/kbs/v0/hello@one").statusCode());
    assertEquals(404, broker.get("/kbs/v1/auth").statusCode());
    // A request is counted when its answer is on its way, that of an earlier test too.
    await().until(() -> counted() >= before + 5);
  }

  private static long counted() throws Exception {
    String name = "kbs_http_requests_total ";
    return broker
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
        .sum();
  }
}
