package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * {@code keybay dev}, running.
 *
 * @param output where it writes
 */
record DevProcess(Process process, Path output) implements AutoCloseable {

  static DevProcess watch(Broker broker, Path project, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Broker.HOME.resolve("bin/keybay").toString(),
            "dev",
            project.toString(),
            "--data",
            broker.data().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeIf(name -> name.startsWith("KEYBAY_"));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new DevProcess(builder.start(), output);
  }

  /** What it has told so far. */
  String said() throws IOException {
    return Files.readString(output);
  }

  /** Waits until it has told something; fails with all that it told, at once if it has ended. */
  void awaitSaid(Predicate<String> something) {
    await("the watch tells it")
        .atMost(Duration.ofMinutes(1))
        .failFast("the watch ended", () -> assertTrue(process.isAlive(), said()))
        .untilAsserted(() -> assertTrue(something.test(said()), said()));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
