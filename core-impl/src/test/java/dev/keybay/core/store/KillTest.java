package dev.keybay.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.store.SecretEntry;
import dev.keybay.core.audit.AuditLog;
import dev.keybay.core.audit.AuditVerdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process (SIGKILL) that writes and rotates keys, at random moments, again and again on one
 * data folder. {@code -Dkeybay.crash.rounds=100} for the long form.
 */
class KillTest {
  @TempDir Path data;

  @Test
  void everyAcknowledgedWriteSurvivesAKill() throws Exception {
    int rounds = Integer.getInteger("keybay.crash.rounds", 10);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, Long> acknowledged = new HashMap<>();
    for (int round = 0; round < rounds; round++) {
      Process writer = start(round);
      CompletableFuture<Map<String, Long>> reading =
          CompletableFuture.supplyAsync(() -> read(writer, random.nextInt(200)));
      acknowledged.putAll(reading.get(60, TimeUnit.SECONDS));
      assertTrue(writer.waitFor(20, TimeUnit.SECONDS));
      check(acknowledged, "seed " + seed + ", round " + round);
    }
    assertTrue(acknowledged.size() > rounds, "the writer hardly wrote");
  }

  /** Reads so many acknowledgements, kills the writer, and reads what it still had said. */
  private static Map<String, Long> read(Process writer, int count) {
    Map<String, Long> acknowledged = new HashMap<>();
    try (BufferedReader lines = writer.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        // A last line that was cut off by the kill acknowledges nothing.
        if (words.length == 3 && words[2].equals(".")) {
          acknowledged.put(words[0], Long.valueOf(words[1]));
        }
        if (acknowledged.size() >= count) {
          // Not through Process, which would close the stream that is read here.
          writer.toHandle().destroyForcibly();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.destroyForcibly();
    }
    return acknowledged;
  }

  private void check(Map<String, Long> acknowledged, String context) throws Exception {
    try (OpenStore store = new OpenStore(data, Clock.systemUTC())) {
      var secrets = store.namespace(KilledWriter.NAMESPACE);
      for (Map.Entry<String, Long> write : acknowledged.entrySet()) {
        SecretEntry entry = secrets.get(write.getKey()).orElseThrow();
        assertEquals(write.getValue(), entry.info().revision(), context);
        assertArrayEquals(KilledWriter.value(write.getKey()), entry.value(), context);
      }
      try (AuditLog log = new AuditLog(store.host(), store.chain(), Clock.systemUTC())) {
        AuditVerdict verdict = log.verify();
        assertTrue(verdict instanceof AuditVerdict.Intact, () -> context + ": " + verdict);
      }
      assertEquals(
          store.number("SELECT last FROM revision"),
          store.number("SELECT count(*) FROM audit WHERE revision > 0"),
          context);
    }
  }

  private Process start(int round) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledWriter.class.getName(),
            data.toString(),
            Integer.toString(round))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
