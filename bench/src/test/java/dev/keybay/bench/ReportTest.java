package dev.keybay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.bench.measure.Sample;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.report.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static Sample sample(long requests, long failed, long cpuMillis) {
    return new Sample(
        requests,
        failed,
        Duration.ofSeconds(1),
        Duration.ofMillis(cpuMillis),
        Duration.ofMillis(1),
        Duration.ofMillis(failed));
  }

  @Test
  void cpuARequestIsTheSumOfAllRoundsOverTheirRequests() {
    Sample sum = Sample.sum(List.of(sample(1000, 0, 100), sample(3000, 1, 100)));

    assertEquals(50.0, sum.cpuMicros(), 1e-9);
    assertEquals(2000.0, sum.requestsPerSecond(), 1e-9);
    assertEquals(1, sum.failed());
  }

  @Test
  void theBoundItselfIsWithin() {
    assertTrue(Verdict.atMost(1.5, 1.5).within());
    assertTrue(Verdict.atLeast(0.9, 0.9).within());
    assertFalse(Verdict.atMost(1.5, 1.51).within());
    assertFalse(Verdict.atLeast(0.9, 0.89).within());
  }

  @Test
  void aRatioThatIsNoNumberIsOver() {
    assertFalse(Verdict.atMost(3, Double.NaN).within());
    assertFalse(Verdict.atLeast(0.9, Double.NaN).within());
  }

  @Test
  void failedRequestsOfEverySampleAreCounted() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Report report = new Report(new PrintStream(text, true, StandardCharsets.UTF_8));

    report.sample("one", sample(10, 2, 1));
    report.sample("other", sample(10, 3, 1));

    assertEquals(5, report.failures());
    assertTrue(text.toString(StandardCharsets.UTF_8).contains("10 requests, 2 failed"));
  }

  @Test
  void anUnknownSectionIsRefused() {
    assertEquals(2, Bench.run(List.of("nonsense")));
  }
}
