package dev.keybay.itests.lasting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing can be written any more: what is there serves on, and what is refused says why. */
final class FullDiskTest {
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);
  private static final String SECRET = "/kbs/v0/resource/full/disk/secret";
  private static final String INSTALL = "/kbs/v0/plugin/install";

  private SmallDisk disk;
  private Broker broker;

  @BeforeEach
  void start() throws Exception {
    Optional<SmallDisk> made = SmallDisk.mount();
    assumeTrue(made.isPresent(), "A FULL DISK IS NOT TESTED: only root can make a small one");
    disk = made.get();
    broker = Broker.startIn(Files.createDirectory(disk.folder().resolve("broker")), Map.of());
    assertEquals(200, broker.asAdmin("POST", INSTALL, PROBE.jar("1.0.0")).statusCode());
  }

  @AfterEach
  void stop() throws IOException {
    if (disk != null) {
      broker.close();
      disk.close();
    }
  }

  @Test
  void whatIsRefusedSaysWhyAndWhatIsThereStays() throws Exception {
    assertEquals(200, broker.asAdmin("POST", SECRET, "before").statusCode());
    disk.fill();
    assertRefused(broker.asAdmin("POST", INSTALL, PROBE.jar("1.0.1")));
    assertRefused(broker.asAdmin("POST", SECRET, "x".repeat(100_000)));
    assertRefused(broker.asAdmin("POST", "/kbs/v0/plugin/disable/probe", ""));
    assertEquals(200, broker.get("/kbs/v0/probe/at-once").statusCode());
    assertEquals(200, broker.get("/healthz").statusCode());
    assertTrue(states().contains("\"version\":\"1.0.0\""), states());
    disk.free();
    assertEquals(200, broker.asAdmin("POST", SECRET, "after").statusCode());
    assertEquals(200, broker.asAdmin("POST", INSTALL, PROBE.jar("1.0.1")).statusCode());
    assertEquals(200, broker.get("/kbs/v0/probe/at-once").statusCode());
  }

  @Test
  void aDroppedJarIsReportedAndTakenWhenThereIsRoomAgain() throws Exception {
    Path elsewhere = Files.createTempFile("keybay-it", ".jar");
    Files.write(elsewhere, PROBE.jar("1.0.1"));
    // The link takes no room; what it leads to is on another disk.
    Path link = broker.deploy().resolve("probe.jar");
    disk.fill();
    Files.createSymbolicLink(link, elsewhere);
    await("the list says so")
        .atMost(Duration.ofMinutes(1))
        .until(() -> states().contains("no space") || states().contains("No space"));
    assertEquals(200, broker.get("/kbs/v0/probe/at-once").statusCode());
    disk.free();
    Files.write(elsewhere, PROBE.jar("1.0.2"));
    await("the next version serves")
        .atMost(Duration.ofMinutes(1))
        .until(() -> states().contains("\"version\":\"1.0.2\""));
    Files.delete(link);
    Files.delete(elsewhere);
  }

  @Test
  void aKillOnAFullDiskLosesNothing() throws Exception {
    assertEquals(200, broker.asAdmin("POST", SECRET, "before").statusCode());
    disk.fill();
    assertRefused(broker.asAdmin("POST", SECRET, "x".repeat(100_000)));
    assertRefused(broker.asAdmin("POST", INSTALL, PROBE.jar("1.0.1")));
    broker.kill();
    disk.free();
    broker = Broker.startIn(broker.root(), Map.of());
    assertEquals(200, broker.get("/kbs/v0/probe/at-once").statusCode());
    assertEquals(200, broker.asAdmin("DELETE", SECRET, "").statusCode());
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertEquals(507, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
  }

  private String states() throws IOException, InterruptedException {
    return broker.asAdmin("GET", "/kbs/v0/plugin/list", "").body();
  }
}
