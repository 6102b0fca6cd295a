package dev.keybay.itests.lasting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.AdminClient;
import dev.keybay.client.KbsClient;
import dev.keybay.client.SampleAttester;
import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import dev.keybay.itests.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The broker is killed by a signal that it cannot catch, while secrets are written. */
final class CrashTest {
  /** How many kills; a hundred is for the patient. */
  private static final int ROUNDS = Integer.getInteger("keybay.kills", 4);

  private static final int WRITERS = 3;
  private static final int MOST_WRITES = 120;
  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  private static final String POLICY =
      "package policy\ndefault allow := false\nallow if data.plugin == \"resource\"\n";

  private final Semaphore acknowledgements = new Semaphore(0);
  private final List<CrashWriter> writers = new ArrayList<>();

  @Test
  void everyAcknowledgedWriteIsThereForAnAttestedGuestAfterEachKill() throws Exception {
    Path root = Files.createTempDirectory("keybay-it");
    Random random = new Random();
    for (int i = 1; i <= WRITERS; i++) {
      writers.add(new CrashWriter("w" + i, acknowledgements));
    }
    for (int round = 0; round < ROUNDS; round++) {
      Broker broker = start(root);
      if (round == 0) {
        broker.admin().setResourcePolicy(POLICY);
      }
      verify(broker);
      writeAndKill(broker, 1 + random.nextInt(MOST_WRITES));
    }
    try (Broker broker = start(root)) {
      verify(broker);
    }
  }

  private static Broker start(Path root) throws Exception {
    return Broker.startIn(root, JAVA, "--sample-tee");
  }

  /** Kills it once so many writes more have been acknowledged, with others on their way. */
  private void writeAndKill(Broker broker, int writes) throws Exception {
    acknowledgements.drainPermits();
    AdminClient admin = broker.admin();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (CrashWriter writer : writers) {
        running.add(threads.submit(() -> writer.writeUntilKilled(admin)));
      }
      assertTrue(
          acknowledgements.tryAcquire(writes, 2, TimeUnit.MINUTES),
          () -> "only " + acknowledgements.availablePermits() + " writes in two minutes");
      broker.kill();
      for (Future<?> each : running) {
        each.get(1, TimeUnit.MINUTES);
      }
    } finally {
      broker.kill();
      threads.shutdownNow();
    }
  }

  private void verify(Broker broker) {
    KbsClient guest =
        KbsClient.attesting(
            broker.connection(), TeeKey.generate(TeeKeyAlgorithm.P256), new SampleAttester());
    for (CrashWriter writer : writers) {
      for (long number = 1; number <= writer.created(); number++) {
        assertArrayEquals(
            CrashWriter.value(number),
            guest.getResource(writer.numbered(number)),
            "of " + writer.numbered(number));
      }
      if (writer.overwritten() > 0) {
        long there = CrashWriter.number(guest.getResource(writer.same()));
        assertTrue(
            there == writer.overwritten() || there == writer.overwritten() + 1,
            writer.same()
                + ": "
                + writer.overwritten()
                + " was acknowledged, "
                + there
                + " is there");
        writer.goOnFrom(there);
      }
    }
  }
}
