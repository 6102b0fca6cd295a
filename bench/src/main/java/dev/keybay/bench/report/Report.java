package dev.keybay.bench.report;

import dev.keybay.bench.measure.Sample;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The report as it grows. Knows whether any request has failed. */
public final class Report {
  /** Below it nobody wonders whether it is still alive. */
  private static final int MANY = 50;

  private final PrintStream out;
  private long failures;

  public Report(PrintStream out) {
    this.out = out;
  }

  /** Begins a section, and says how busy the machine is, so that a reader can judge. */
  public void section(String title) {
    out.printf(Locale.ROOT, "%n%s   (%s)%n", title, machine());
  }

  /**
   * Says how far a long section is, on the error output, every tenth of it.
   *
   * @param what in the plural
   */
  public void progress(String what, int done, int all) {
    if (all >= MANY && done % (all / 10) == 0) {
      System.err.printf(Locale.ROOT, "bench: %d of %d %s%n", done, all, what);
    }
  }

  /** One named line. */
  public void line(String name, String format, Object... arguments) {
    out.printf(Locale.ROOT, "  %-34s %s%n", name, String.format(Locale.ROOT, format, arguments));
    out.flush();
  }

  public void verdict(String name, Verdict verdict) {
    line(name, "%s", verdict);
  }

  /** A load's line. */
  public void sample(String name, Sample sample) {
    line(
        name,
        "%8.0f requests/s  %7.1f us CPU/request  p50 %.2f ms  p99 %.2f ms  %d requests, %d failed",
        sample.requestsPerSecond(),
        sample.cpuMicros(),
        sample.p50().toNanos() / 1e6,
        sample.p99().toNanos() / 1e6,
        sample.requests(),
        sample.failed());
    failed(sample.failed());
  }

  /** Counts what went wrong. */
  public void failed(long count) {
    failures += count;
  }

  /** Requests that were not answered with 200, and states that were not as they should be. */
  public long failures() {
    return failures;
  }

  private static String machine() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(
        Locale.ROOT,
        "Java %s, %d processors, load average %.1f",
        Runtime.version().feature(),
        Runtime.getRuntime().availableProcessors(),
        load);
  }
}
