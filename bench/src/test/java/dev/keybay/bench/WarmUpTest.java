package dev.keybay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.bench.measure.Sample;
import dev.keybay.bench.measure.WarmUp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final WarmUp WARM_UP = new WarmUp(Duration.ofSeconds(4), Duration.ofSeconds(14));

  @Test
  void endsWhenCpuARequestStandsStill() throws IOException {
    assertEquals(List.of(4L, 1L, 1L, 1L, 1L), looks(100, 80, 79, 81, 80));
  }

  @Test
  void goesOnWhileItFalls() throws IOException {
    assertEquals(List.of(4L, 1L, 1L, 1L, 1L, 1L, 1L), looks(100, 99, 98, 90, 90, 91, 92));
  }

  @Test
  void endsWhenItMustNotLastLonger() throws IOException {
    assertEquals(11, looks(100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 5, 2).size());
  }

  /** How long each look was, in seconds, when they showed so many microseconds a request. */
  private static List<Long> looks(int... micros) throws IOException {
    List<Long> seconds = new ArrayList<>();
    WARM_UP.run(
        time -> {
          Duration cpu = Duration.ofNanos(1000L * micros[seconds.size()]);
          seconds.add(time.toSeconds());
          return new Sample(1, 0, time, cpu, Duration.ZERO, Duration.ZERO);
        });
    return seconds;
  }
}
