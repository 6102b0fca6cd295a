package dev.keybay.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.core.routing.Target;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.DescriptorReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The host's bounds are 256 requests at once, bodies of 2 MiB, and 60 seconds for everything. */
final class GrantedLimitsTest {
  private static final long HOST_BYTES = 2 << 20;
  private static final Duration HOST_TIME = Duration.ofSeconds(60);
  private static final Target.Limits HOST =
      new Target.Limits(256, HOST_TIME, OptionalLong.empty(), false);

  @Test
  void tighterBoundsHold() throws Exception {
    for (boolean ships : new boolean[] {false, true}) {
      Optional<Descriptor> asked =
          asking(
              "requestBytes: 1KiB",
              "concurrency: 3",
              "callTimeout: 2s",
              "startTimeout: 3s",
              "drainTimeout: 4s");
      Target.Limits granted = GrantedLimits.of(HOST, asked, ships);
      assertEquals(1024, granted.bodyBytes(HOST_BYTES));
      assertEquals(3, granted.concurrency());
      assertEquals(Duration.ofSeconds(2), granted.deadline());
      assertEquals(Duration.ofSeconds(3), GrantedLimits.start(HOST_TIME, asked, ships));
      assertEquals(Duration.ofSeconds(4), GrantedLimits.drain(HOST_TIME, asked, ships));
    }
  }

  @Test
  void widerOnesAreForPluginsThatShip() throws Exception {
    Optional<Descriptor> asked = wide();
    Target.Limits granted = GrantedLimits.of(HOST, asked, true);
    assertEquals(256 << 20, granted.bodyBytes(HOST_BYTES));
    assertEquals(Duration.ofMinutes(5), granted.deadline());
    assertEquals(Duration.ofMinutes(6), GrantedLimits.start(HOST_TIME, asked, true));
    assertEquals(Duration.ofMinutes(7), GrantedLimits.drain(HOST_TIME, asked, true));
    assertEquals(256, granted.concurrency(), "the host has threads for no more");
  }

  @Test
  void anyOthersGetTheHosts() throws Exception {
    Optional<Descriptor> asked = wide();
    Target.Limits granted = GrantedLimits.of(HOST, asked, false);
    assertEquals(HOST_BYTES, granted.bodyBytes(HOST_BYTES));
    assertEquals(HOST_TIME, granted.deadline());
    assertEquals(HOST_TIME, GrantedLimits.start(HOST_TIME, asked, false));
    assertEquals(HOST_TIME, GrantedLimits.drain(HOST_TIME, asked, false));
    assertEquals(256, granted.concurrency());
  }

  @Test
  void whoAsksForNothingGetsTheHosts() {
    for (boolean ships : new boolean[] {false, true}) {
      Target.Limits granted = GrantedLimits.of(HOST, Optional.empty(), ships);
      assertEquals(HOST_BYTES, granted.bodyBytes(HOST_BYTES));
      assertEquals(HOST.concurrency(), granted.concurrency());
      assertEquals(HOST.deadline(), granted.deadline());
      assertEquals(HOST_TIME, GrantedLimits.start(HOST_TIME, Optional.empty(), ships));
      assertEquals(HOST_TIME, GrantedLimits.drain(HOST_TIME, Optional.empty(), ships));
    }
  }

  @Test
  void theHostsLongestBodyMayChangeWhileTheVersionRuns() throws Exception {
    Target.Limits granted = GrantedLimits.of(HOST, asking("requestBytes: 1KiB"), false);
    assertEquals(512, granted.bodyBytes(512));
    assertEquals(1024, granted.bodyBytes(HOST_BYTES));
  }

  private static Optional<Descriptor> wide() throws Exception {
    return asking(
        "requestBytes: 256MiB",
        "concurrency: 9999",
        "callTimeout: 5m",
        "startTimeout: 6m",
        "drainTimeout: 7m");
  }

  private static Optional<Descriptor> asking(String... limits) throws Exception {
    String yaml = "format: 2\nlimits:\n  " + String.join("\n  ", limits) + "\n";
    return Optional.of(DescriptorReader.read(yaml.getBytes(StandardCharsets.UTF_8)));
  }
}
