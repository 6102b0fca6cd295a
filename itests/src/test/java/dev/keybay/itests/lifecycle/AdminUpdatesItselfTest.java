package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.client.demo.PluginRepacker;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plugin that takes the operators' requests is updated by such a request. */
final class AdminUpdatesItselfTest {

  @Test
  void theRequestIsAnsweredByTheVersionThatItReplaces() throws Exception {
    PluginRepacker admin = new PluginRepacker(shipped());
    String first = admin.version();
    try (Broker broker = Broker.start()) {
      PluginApi api = new PluginApi(broker);
      String before = first;
      for (String patch : new String[] {"997", "998", "999"}) {
        String next = first.substring(0, first.lastIndexOf('.') + 1) + patch;
        PluginApi.done(api.json("trust/admin@" + before, "{\"level\":\"builtin\"}"));
        PluginApi.done(api.post("register", admin.repack(next)));
        PluginApi.done(api.json("trust/admin@" + next, "{\"level\":\"builtin\"}"));
        api.done("update/admin@" + next);
        assertEquals("SERVING", api.states().get("admin@" + next));
        String former = before;
        await(former + " has gone")
            .atMost(Duration.ofMinutes(1))
            .until(() -> !"DRAINING".equals(api.states().get("admin@" + former)));
        before = next;
      }
      api.done("rollback/admin");
      assertEquals(
          0, broker.log().lines().filter(line -> line.contains("stops over them")).count());
    }
  }

  private static Path shipped() throws IOException {
    try (Stream<Path> jars = Files.list(Broker.HOME.resolve("plugins"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("plugin-admin-"))
          .findFirst()
          .orElseThrow();
    }
  }
}
