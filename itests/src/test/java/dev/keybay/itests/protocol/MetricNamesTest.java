package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names, types, labels and buckets of what Prometheus reads: Trustee's, and the dashboard's. */
final class MetricNamesTest {
  /** What Prometheus itself adds to each series. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("instance", "job");

  private static final Set<Double> DURATION = Set.of(0.0005, 0.001, 0.005, 0.01, 0.05, 0.5, 1.0);
  private static final Set<Double> SIZE = Set.of(32.0, 128.0, 512.0, 2048.0, 8192.0);
  private static final Set<Double> PLUGIN = Set.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0);

  private static Broker broker;
  private static MetricsPage page;

  @BeforeAll
  static void traffic() throws Exception {
    Path root = Files.createTempDirectory("keybay-it");
    Files.createDirectories(root.resolve("conf"));
    Files.writeString(root.resolve("conf/metrics.json"), "{\"resourcePathLabel\": true}");
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")), "--sample-tee");
    Operator operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    operator.resource("it/metrics/1", "x");
    Guest guest = new Guest(broker, EcGuestKey.p256());
    guest.resourceByCookie(guest.handshake(), "it/metrics/1");
    Guest.Challenge challenge = guest.auth();
    guest.attest(challenge, Messages.attestation("another nonce", guest.key()));
    Operator.expect(broker.asAdmin("DELETE", "/kbs/v0/resource/it/metrics/1", ""));
    MetricsPage.of(broker);
    // Pauses are counted from the first look on.
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Commands.run(Map.of(), jcmd, Long.toString(broker.process().pid()), "GC.run");
    page = settled();
  }

  /** Verdicts and resources are counted by events, which come a moment later. */
  private static MetricsPage settled() throws Exception {
    Instant end = Instant.now().plusSeconds(30);
    MetricsPage now = MetricsPage.of(broker);
    while (!now.labels().containsKey("kbs_resource_deletes_total")
        || !now.labels().containsKey("kbs_attestation_failures_total")
        || !now.labels().containsKey("jvm_gc_pause_seconds_sum")) {
      assertTrue(Instant.now().isBefore(end), now.labels().keySet().toString());
      now = MetricsPage.of(broker);
    }
    return now;
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void theCommitThatWasBuiltIsSaid() throws Exception {
    Path git = Broker.HOME.resolve("../../../.git").normalize();
    assumeTrue(Files.exists(git.resolve("HEAD")), "sources without history");
    String head = Files.readString(git.resolve("HEAD")).strip();
    boolean loose = !head.startsWith("ref: ") || Files.exists(git.resolve(head.substring(5)));
    assumeTrue(loose, "its branch is packed, where bnd does not look");
    String page = broker.get("/metrics").body();
    String hash = page.replaceAll("(?s).*git_hash=\"([^\"]*)\".*", "$1");
    assertTrue(hash.matches("[0-9a-f]{40}"), hash);
  }

  @Test
  void everyMetricOfTrusteeIsThereWithItsTypeAndLabels() {
    Map<String, String> expected = new TreeMap<>();
    expected.put("kbs_build_info", "gauge build_date git_hash version");
    expected.put("kbs_http_active_connections", "gauge");
    for (String name : "http_requests auth_requests auth_successes auth_errors".split(" ", 9)) {
      expected.put("kbs_" + name + "_total", "counter");
    }
    for (String name : "evaluations approvals violations errors".split(" ", 9)) {
      expected.put("kbs_policy_" + name + "_total", "counter");
    }
    for (String name : "reads writes deletes".split(" ", 9)) {
      expected.put("kbs_resource_" + name + "_total", "counter resource_path");
    }
    expected.put("kbs_attestation_requests_total", "counter");
    expected.put("kbs_attestation_errors_total", "counter");
    expected.put("kbs_attestation_successes_total", "counter tee_type");
    expected.put("kbs_attestation_failures_total", "counter tee_type");
    expected.put("kbs_plugin_requests_total", "counter plugin_name");
    expected.put("kbs_plugin_errors_total", "counter plugin_name");
    Map<String, String> served = new TreeMap<>();
    page.types()
        .forEach(
            (name, type) -> {
              Set<String> labels = page.labels().getOrDefault(name, Set.of());
              if (name.startsWith("kbs_") && !type.equals("histogram")) {
                served.put(name, (type + " " + String.join(" ", labels)).strip());
              }
            });
    assertEquals(expected, served);
  }

  @Test
  void theHistogramsOfTrusteeHaveItsBuckets() {
    Map<String, Set<Double>> served = new TreeMap<>(page.buckets());
    served.keySet().removeIf(name -> !name.startsWith("kbs_"));
    assertEquals(
        Map.of(
            "kbs_http_request_duration_seconds", DURATION,
            "kbs_http_request_size_bytes", SIZE,
            "kbs_http_response_size_bytes", SIZE,
            "kbs_plugin_request_duration_seconds", PLUGIN),
        served);
    assertEquals(
        Set.of("le", "plugin_name"),
        page.labels().get("kbs_plugin_request_duration_seconds_bucket"));
  }

  @Test
  void everySeriesAndLabelOfTheDashboardIsServed() throws Exception {
    Path file = Broker.HOME.resolve("../../../docs/grafana-dashboard.json").normalize();
    JsonNode dashboard = Messages.JSON.readTree(Files.readString(file));
    List<String> expressions = Expressions.in(dashboard);
    assertTrue(expressions.size() > 30, "only " + expressions.size());
    List<String> missing = new ArrayList<>();
    for (String text : expressions) {
      Expressions expression = Expressions.of(text);
      assertFalse(expression.series().isEmpty(), text);
      Set<String> labels = new TreeSet<>(OF_THE_SCRAPE);
      for (Expressions.Series series : expression.series()) {
        Set<String> served = page.labels().get(series.name());
        if (served == null) {
          missing.add(series.name() + " in " + text);
        } else {
          labels.addAll(served);
        }
      }
      Set<String> used = new TreeSet<>(expression.grouping());
      expression.series().forEach(series -> used.addAll(series.labels()));
      used.removeAll(labels);
      if (!used.isEmpty()) {
        missing.add(used + " in " + text);
      }
    }
    assertEquals(List.of(), missing);
  }
}
