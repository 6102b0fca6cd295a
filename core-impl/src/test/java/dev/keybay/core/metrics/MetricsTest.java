package dev.keybay.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.event.AttestationFailed;
import dev.keybay.api.event.GuestAttested;
import dev.keybay.api.event.PluginStateChanged;
import dev.keybay.api.plugin.PluginState;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final long MILLISECOND = 1_000_000;

  private final Metrics metrics = new Metrics(new BuildInfo("1.2.3", "abc", "today"));

  @AfterEach
  void stop() {
    metrics.stop();
  }

  @Test
  void requestsAreCountedAndThoseUnderWayAreShown() {
    metrics.requestStarted();
    metrics.requestStarted();
    metrics.requestFinished(answer("resource", "1.0.0", 200));
    assertEquals(Optional.of(1.0), value("kbs_http_requests_total"));
    assertEquals(Optional.of(1.0), value("kbs_http_active_connections"));
  }

  @Test
  void durationsFallIntoTheBucketsThatTrusteeHas() {
    metrics.requestFinished(answer("", "", 404));
    assertEquals(Optional.of(0.0), value("kbs_http_request_duration_seconds_bucket{le=\"0.001\"}"));
    assertEquals(Optional.of(1.0), value("kbs_http_request_duration_seconds_bucket{le=\"0.005\"}"));
    assertEquals(Optional.of(1.0), value("kbs_http_request_duration_seconds_bucket{le=\"+Inf\"}"));
    assertEquals(Optional.of(0.003), value("kbs_http_request_duration_seconds_sum"));
  }

  @Test
  void sizesOfAnswersAreNotAmongThoseOfRequests() {
    metrics.requestFinished(answer("resource", "1.0.0", 200));
    assertEquals(Optional.of(100.0), value("kbs_http_request_size_bytes_sum"));
    assertEquals(Optional.of(3000.0), value("kbs_http_response_size_bytes_sum"));
    assertEquals(Optional.of(1.0), value("kbs_http_response_size_bytes_count"));
  }

  @Test
  void eachPluginVersionHasItsSeriesByStatus() {
    metrics.requestFinished(answer("resource", "1.0.0", 200));
    metrics.requestFinished(answer("resource", "1.0.0", 200));
    metrics.requestFinished(answer("resource", "1.1.0", 401));
    assertEquals(Optional.of(2.0), value(series("1.0.0", "200")));
    assertEquals(Optional.of(1.0), value(series("1.1.0", "401")));
    assertEquals(
        Optional.of(3.0),
        value("keybay_plugin_request_duration_seconds_count{plugin=\"resource\"}"));
  }

  @Test
  void requestsToPluginsAreAlsoCountedAsTrusteeDoes() {
    metrics.requestFinished(answer("resource", "1.0.0", 200));
    metrics.requestFinished(answer("resource", "1.1.0", 401));
    String label = "{plugin_name=\"resource\"";
    assertEquals(Optional.of(2.0), value("kbs_plugin_requests_total" + label + "}"));
    assertEquals(Optional.of(1.0), value("kbs_plugin_errors_total" + label + "}"));
    String bucket = "kbs_plugin_request_duration_seconds_bucket" + label + ",le=";
    assertEquals(Optional.empty(), value(bucket + "\"5.0\"}"));
    assertEquals(Optional.of(0.0), value(bucket + "\"0.001\"}"));
    assertEquals(Optional.of(2.0), value(bucket + "\"0.005\"}"));
    assertEquals(Optional.of(2.0), value(bucket + "\"+Inf\"}"));
  }

  @Test
  void transitionsOfVersionsAreCountedByState() {
    metrics.accept(new PluginStateChanged("resource", "1.0.0", PluginState.SUPERSEDED, ""));
    assertEquals(Optional.of(1.0), value("keybay_plugin_transitions_total{state=\"superseded\"}"));
  }

  @Test
  void aVersionThatIsSupersededLosesItsSeriesAndTheOthersStay() {
    metrics.requestFinished(answer("resource", "1.0.0", 200));
    metrics.requestFinished(answer("resource", "1.0.1", 200));
    metrics.accept(new PluginStateChanged("resource", "1.0.0", PluginState.REGISTERED, ""));
    assertEquals(Optional.empty(), value(series("1.0.0", "200")));
    assertEquals(Optional.of(1.0), value(series("1.0.1", "200")));
  }

  @Test
  void withItsLastVersionAPluginIsGoneFromThePage() {
    metrics.requestFinished(answer("resource", "1.0.0", 200));
    metrics.forget("resource", "1.0.0");
    assertEquals(0, Page.of(metrics).count("keybay_plugin_request"));
  }

  @Test
  void aPluginThatGivesManyStatusesDoesNotMakeManySeries() {
    for (int status = 100; status < 600; status++) {
      metrics.requestFinished(answer("resource", "1.0.0", status));
    }
    Page page = Page.of(metrics);
    assertEquals(StatusCounts.MAX + 1, page.count("keybay_plugin_requests_total{"));
    assertEquals(Optional.of(500.0 - StatusCounts.MAX), page.value(series("1.0.0", "other")));
  }

  @Test
  void versionsOverTheBoundAreCountedAsOther() {
    for (int i = 0; i < PluginMeters.MAX_VERSIONS + 5; i++) {
      metrics.requestFinished(answer("resource", "1.0." + i, 200));
    }
    assertEquals(
        Optional.of(5.0),
        value("keybay_plugin_requests_total{plugin=\"other\",status=\"200\",version=\"other\"}"));
  }

  @Test
  void theStepsOfTheHandshakeAreCounted() {
    metrics.handshakeAnswered("auth", 200);
    metrics.handshakeAnswered("auth", 401);
    metrics.handshakeAnswered("attest", 200);
    metrics.handshakeAnswered("attest", 401);
    metrics.handshakeAnswered("resource", 200);
    metrics.accept(new GuestAttested("snp", "affirming"));
    metrics.accept(new AttestationFailed("tdx", "no"));
    Page page = Page.of(metrics);
    assertEquals(Optional.of(2.0), page.value("kbs_auth_requests_total"));
    assertEquals(Optional.of(1.0), page.value("kbs_auth_successes_total"));
    assertEquals(Optional.of(1.0), page.value("kbs_auth_errors_total"));
    assertEquals(Optional.of(2.0), page.value("kbs_attestation_requests_total"));
    assertEquals(Optional.of(1.0), page.value("kbs_attestation_errors_total"));
    assertEquals(Optional.of(1.0), page.value("kbs_attestation_successes_total{tee_type=\"snp\"}"));
    assertEquals(Optional.of(1.0), page.value("kbs_attestation_failures_total{tee_type=\"tdx\"}"));
  }

  @Test
  void namesOfTeesThatAGuestInventsAreCountedAsOtherAndTakeNoRoom() {
    for (int i = 0; i < 1_000; i++) {
      metrics.accept(new AttestationFailed("tee" + i, "no"));
    }
    metrics.accept(new AttestationFailed("tdx", "no"));
    metrics.accept(new GuestAttested("tee-of-tomorrow", "affirming"));
    metrics.accept(new AttestationFailed("tee-of-tomorrow", "no"));
    Page page = Page.of(metrics);
    String failures = "kbs_attestation_failures_total";
    assertEquals(3, page.count(failures));
    assertEquals(Optional.of(1_000.0), page.value(failures + "{tee_type=\"other\"}"));
    assertEquals(Optional.of(1.0), page.value(failures + "{tee_type=\"tdx\"}"));
    assertEquals(Optional.of(1.0), page.value(failures + "{tee_type=\"tee-of-tomorrow\"}"));
  }

  @Test
  void aGaugeShowsWhatItsSupplierSaysUntilItIsClosed() {
    Meter first = metrics.gauge("keybay_parked_requests", "Parked", () -> 3);
    Meter second = metrics.gauge("keybay_parked_requests", "Parked", () -> 4);
    first.close();
    assertEquals(Optional.of(4.0), value("keybay_parked_requests"));
    second.close();
    assertEquals(Optional.empty(), value("keybay_parked_requests"));
  }

  @Test
  void aSupplierThatThrowsDoesNotSpoilThePage() {
    metrics.gauge(
        "keybay_a",
        "Broken",
        () -> {
          throw new IllegalStateException("gone");
        });
    metrics.gauge("keybay_b", "Well", "part", () -> Map.of("x", 7));
    assertEquals(Optional.of(Double.NaN), value("keybay_a"));
    assertEquals(Optional.of(7.0), value("keybay_b{part=\"x\"}"));
  }

  @Test
  void aNameThatIsNotOursIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> metrics.counter("jvm_classes", "No", () -> 1));
  }

  @Test
  void thePageSaysWhatRunsAndHowTheVirtualMachineIs() {
    Page page = Page.of(metrics);
    assertEquals("text/plain; version=0.0.4; charset=utf-8", page.type());
    assertEquals(
        Optional.of(1.0),
        page.value("kbs_build_info{build_date=\"today\",git_hash=\"abc\",version=\"1.2.3\"}"));
    assertTrue(page.count("jvm_memory_used_bytes{area=\"heap\"") > 0);
    assertTrue(page.count("jvm_threads_live") > 0);
    assertTrue(page.count("jvm_classes_loaded") > 0);
  }

  @Test
  void whoAsksForOpenMetricsGetsIt() {
    Page page = Page.of(metrics, "application/openmetrics-text; version=1.0.0");
    assertTrue(page.type().startsWith("application/openmetrics-text"));
    assertEquals("# EOF", page.lines().get(page.lines().size() - 1));
  }

  private Optional<Double> value(String series) {
    return Page.of(metrics).value(series);
  }

  private static String series(String version, String status) {
    return "keybay_plugin_requests_total{plugin=\"resource\",status=\""
        + status
        + "\",version=\""
        + version
        + "\"}";
  }

  private static RequestOutcome answer(String plugin, String version, int status) {
    return new RequestOutcome(plugin, version, "GET", status, 3 * MILLISECOND, 100, 3_000);
  }
}
