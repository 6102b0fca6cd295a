package dev.keybay.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.ListedPlugin;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Files;

/** Files that a broker must not take, and what it must say of them. */
record Refusals(Broker broker, Deployment plugins) {

  /**
   * Drops a file and asserts that the list, the shell's list and the log say that it is not taken,
   * and why.
   */
  void assertRefused(byte[] jar, String file, String reason)
      throws IOException, InterruptedException {
    plugins.refused(jar, file);
    ListedPlugin listed = plugins.find(file).get(0);
    assertEquals("FAILED", listed.state());
    String problem = String.valueOf(listed.members().get("problem"));
    assertTrue(problem.contains(reason), problem);
    String shell = broker.shell("plugin:list");
    assertTrue(
        shell.lines().anyMatch(line -> line.startsWith(file) && line.contains("FAILED")), shell);
    assertTrue(shell.contains(problem), shell);
    String log = broker.log();
    assertTrue(
        log.lines()
            .anyMatch(
                line ->
                    line.contains("is not taken") && line.contains(file) && line.contains(reason)),
        () -> "the log does not say that " + file + " is not taken: " + log);
  }

  /** As {@link #assertRefused}, and when the file goes, nothing is left of it. */
  void assertRefusedAndForgotten(byte[] jar, String file, String reason)
      throws IOException, InterruptedException {
    assertRefused(jar, file, reason);
    Files.delete(broker.deploy().resolve(file));
    plugins.awaitGone(file, "0.0.0");
  }
}
