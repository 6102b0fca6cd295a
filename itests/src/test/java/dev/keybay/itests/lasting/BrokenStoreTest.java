package dev.keybay.itests.lasting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose store cannot be read: it does not serve, and nothing gets in meanwhile. */
final class BrokenStoreTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path root;

  @Test
  void noJarOfTheFolderBecomesABundleWhileNobodyCanLookAtIt() throws Exception {
    try (Broker broker = Broker.startIn(root, Map.of())) {
      assertEquals(0, broker.stop());
      Files.write(broker.data().resolve("keybay.db"), new byte[20_000]);
      byte[] jar = TestPlugin.open("probe", ProbeServlet.class).jar("1.0.0");
      Files.write(broker.deploy().resolve("probe.jar"), jar);
      Process started = start();
      try {
        // FileInstall packs each folder that it finds, before it asks who takes it.
        for (String folder : List.of("first", "second")) {
          Files.createDirectory(broker.deploy().resolve(folder));
          await(folder + " is seen")
              .atMost(PATIENCE)
              .until(() -> Files.exists(broker.data().resolve("tmp/" + folder + ".jar")));
        }
        assertFalse(isInTheFramework(broker, "deploy/probe.jar"));
      } finally {
        started.descendants().forEach(ProcessHandle::destroyForcibly);
        started.destroyForcibly().waitFor();
      }
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Broker.HOME.resolve("bin/keybay").toString(),
            "start",
            "--port",
            "0",
            "--data",
            root.resolve("data").toString(),
            "--conf",
            root.resolve("conf").toString(),
            "--deploy",
            root.resolve("deploy").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder.redirectError(root.resolve("err").toFile()).start();
  }

  /** The framework writes down where each bundle came from. */
  private static boolean isInTheFramework(Broker broker, String location) throws IOException {
    try (Stream<Path> files = Files.walk(broker.data().resolve("cache"))) {
      for (Path file : files.filter(each -> each.endsWith("bundle.info")).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(location)) {
          return true;
        }
      }
    }
    return false;
  }
}
