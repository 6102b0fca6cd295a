package dev.keybay.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatencyHistogramTest {

  @Test
  void quantilesAreNeverTooLowAndAtMostAThirtiethTooHigh() {
    Random random = new Random(7);
    LatencyHistogram histogram = new LatencyHistogram();
    long[] values = new long[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 23);
      histogram.record(values[i]);
    }
    Arrays.sort(values);
    for (double share : new double[] {0.001, 0.1, 0.5, 0.99, 0.999, 1}) {
      long exact = values[(int) Math.ceil(share * values.length) - 1];
      long found = histogram.quantile(share).toNanos();
      assertTrue(found >= exact, share + ": " + found + " < " + exact);
      assertTrue(found <= exact + exact / 30 + 1, share + ": " + found + " >> " + exact);
    }
    assertEquals(values[values.length - 1], histogram.max().toNanos());
  }

  @Test
  void twoAddUpToOne() {
    LatencyHistogram one = new LatencyHistogram();
    LatencyHistogram two = new LatencyHistogram();
    one.record(10);
    two.record(20);
    one.add(two);
    assertEquals(2, one.count());
    assertEquals(10, one.quantile(0.5).toNanos());
    assertEquals(20, one.max().toNanos());
  }

  @Test
  void oneWithNothingIsZero() {
    assertEquals(Duration.ZERO, new LatencyHistogram().quantile(0.99));
  }

  @Test
  void whatIsTooLongCountsAsTheLongest() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(Long.MAX_VALUE);
    assertEquals(1, histogram.count());
    assertTrue(histogram.quantile(0.5).compareTo(Duration.ofMinutes(18)) > 0);
  }
}
