package dev.keybay.core.metrics;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * All requests below {@code /kbs}, in the names and buckets that Trustee uses. Unlike there, the
 * sizes of answers are in the histogram of answers and not in that of requests.
 */
final class HttpMeters {
  private static final double[] SECONDS = {0.0005, 0.001, 0.005, 0.01, 0.05, 0.5, 1};
  private static final double[] BYTES = {32, 128, 512, 2048, 8192};

  private final LongAdder requests = new LongAdder();
  private final LongAdder active = new LongAdder();
  private final Histogram duration = new Histogram(Histogram.NANOS_PER_SECOND, SECONDS);
  private final Histogram requestSize = new Histogram(1, BYTES);
  private final Histogram responseSize = new Histogram(1, BYTES);

  HttpMeters(MetricFamilies families) {
    families.add(
        "kbs_http_requests_total",
        () ->
            Snapshots.counter(
                "kbs_http_requests_total",
                "Requests answered",
                Map.of(Labels.EMPTY, requests.sum())));
    families.add(
        "kbs_http_active_connections",
        () ->
            Snapshots.gauge(
                "kbs_http_active_connections",
                "Requests being answered now",
                Map.of(Labels.EMPTY, active.sum())));
    histogram(families, "kbs_http_request_duration_seconds", "Time to answer", duration);
    histogram(families, "kbs_http_request_size_bytes", "Size of requests' bodies", requestSize);
    histogram(families, "kbs_http_response_size_bytes", "Size of answers' bodies", responseSize);
  }

  void started() {
    active.increment();
  }

  void finished(RequestOutcome outcome) {
    active.decrement();
    requests.increment();
    duration.record(outcome.nanos());
    requestSize.record(outcome.requestBytes());
    responseSize.record(outcome.responseBytes());
  }

  private static void histogram(
      MetricFamilies families, String name, String help, Histogram histogram) {
    families.add(
        name,
        () ->
            HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(histogram.snapshot(Labels.EMPTY))
                .build());
  }
}
