package dev.keybay.bench.measure;

import java.time.Duration;
import java.util.List;

/**
 * What a load has cost.
 *
 * @param requests answered or not
 * @param failed those without a 200
 * @param elapsed wall-clock time
 * @param cpu of the server's process, all its threads
 * @param p50 of latency; the highest of all where samples were added up
 * @param p99 as p50
 */
public record Sample(
    long requests, long failed, Duration elapsed, Duration cpu, Duration p50, Duration p99) {

  /** Several as one. */
  public static Sample sum(List<Sample> samples) {
    Sample sum = new Sample(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    for (Sample each : samples) {
      sum =
          new Sample(
              sum.requests + each.requests,
              sum.failed + each.failed,
              sum.elapsed.plus(each.elapsed),
              sum.cpu.plus(each.cpu),
              max(sum.p50, each.p50),
              max(sum.p99, each.p99));
    }
    return sum;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  public double requestsPerSecond() {
    return requests * 1e9 / Math.max(1, elapsed.toNanos());
  }

  /** CPU of the server a request, in microseconds. */
  public double cpuMicros() {
    return cpu.toNanos() / 1e3 / Math.max(1, requests);
  }
}
