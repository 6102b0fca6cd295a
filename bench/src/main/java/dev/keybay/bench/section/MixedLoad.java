package dev.keybay.bench.section;

import dev.keybay.bench.report.Report;
import dev.keybay.bench.server.Broker;
import dev.keybay.client.BearerToken;
import dev.keybay.client.ResourcePath;
import dev.keybay.client.demo.GuestExchange;
import dev.keybay.client.load.LoadGenerator;
import dev.keybay.client.load.PhaseReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * 32 connections to the plugin {@code resource}: 26 guests that read as fast as they can, 4 writers
 * of 20 ms a request and 2 of 2 s. Each kind is counted apart, or the slow ones would be the p99.
 */
final class MixedLoad implements AutoCloseable {
  static final String QUIET = "quiet";
  static final String BUSY = "busy";

  private static final int GUESTS = 26;
  private static final int SHORT = 4;
  private static final int LONG = 2;

  private final LoadGenerator guests;
  private final LoadGenerator shortWrites;
  private final LoadGenerator longWrites;

  MixedLoad(Broker broker) throws IOException {
    BearerToken token = BearerToken.from(broker.process().data().resolve("admin").resolve("token"));
    guests =
        LoadGenerator.start(
            GUESTS, QUIET, index -> new GuestExchange(broker.connection(), Broker.SECRET));
    shortWrites = writers(broker, token, SHORT, "short", Duration.ofMillis(20));
    longWrites = writers(broker, token, LONG, "long", Duration.ofSeconds(2));
  }

  private static LoadGenerator writers(
      Broker broker, BearerToken token, int count, String name, Duration pause) throws IOException {
    return LoadGenerator.start(
        count,
        QUIET,
        index ->
            new SlowUpload(
                broker.url(), token, ResourcePath.parse("bench/" + name + "/w" + index), pause));
  }

  /** Begins a phase. */
  void phase(String name) {
    guests.phase(name);
  }

  /** Ends the load and reports every kind. The p99 of the guests, busy / quiet. */
  double report(Report report) {
    List<PhaseReport> totals = new ArrayList<>();
    var reads = guests.stop();
    reads.phases().forEach((name, phase) -> line(report, "guests, " + name, phase));
    totals.add(reads.total());
    PhaseReport twenty = shortWrites.stop().total();
    line(report, "writes of 20 ms", twenty);
    totals.add(twenty);
    PhaseReport seconds = longWrites.stop().total();
    line(report, "writes of 2 s", seconds);
    totals.add(seconds);
    totals.forEach(each -> report.failed(each.failed()));
    report.line(
        "all",
        "%d requests, %d not 200, of these %d connection errors",
        totals.stream().mapToLong(PhaseReport::requests).sum(),
        totals.stream().mapToLong(PhaseReport::failed).sum(),
        totals.stream().mapToLong(PhaseReport::connectionErrors).sum());
    PhaseReport quiet = reads.phases().get(QUIET);
    PhaseReport busy = reads.phases().get(BUSY);
    return quiet == null || busy == null
        ? Double.NaN
        : (double) busy.p99().toNanos() / quiet.p99().toNanos();
  }

  private static void line(Report report, String name, PhaseReport phase) {
    report.line(
        name,
        "%d requests, %d failed %s %s p50 %.2f ms  p99 %.2f ms  max %.2f ms",
        phase.requests(),
        phase.failed(),
        phase.failed() == 0 ? "" : phase.statuses(),
        phase.firstFailure().orElse(""),
        phase.p50().toNanos() / 1e6,
        phase.p99().toNanos() / 1e6,
        phase.max().toNanos() / 1e6);
  }

  @Override
  public void close() {
    guests.close();
    shortWrites.close();
    longWrites.close();
  }
}
