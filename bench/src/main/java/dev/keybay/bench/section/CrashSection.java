package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.measure.Rounds;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.server.Broker;
import dev.keybay.bench.server.Scratch;
import dev.keybay.client.KbsClient;
import dev.keybay.client.KbsClientException;
import dev.keybay.client.ResourcePath;
import dev.keybay.client.SampleAttester;
import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Kills the broker with a signal that it cannot catch while resources are written, starts it again
 * on the same folder, and reads back what it had acknowledged.
 */
public final class CrashSection implements Section {
  /** How many of the last acknowledged writes of a round are read back. */
  private static final int READ_BACK = 20;

  private static final long SEED = 20_260_101;

  @Override
  public void run(Plan plan, Report report) throws Exception {
    Random random = new Random(SEED);
    AtomicLong written = new AtomicLong();
    long read = 0;
    long lost = 0;
    try (Scratch scratch = Scratch.create()) {
      report.section(plan.kills() + " rounds of kill -9 while resources are written");
      for (int round = 0; round < plan.kills(); round++) {
        try (Broker broker = Broker.launch(plan.home(), scratch.folder())) {
          if (round == 0) {
            broker.withSecret();
          }
          long last = written.get();
          read += Math.min(READ_BACK, last);
          lost += lost(broker, last);
          Thread writer = new Thread(() -> write(broker, written), "writer");
          writer.start();
          Rounds.pause(Duration.ofMillis(100 + random.nextInt(400)));
          broker.process().kill();
          writer.join();
          report.progress("kills", round + 1, plan.kills());
        }
      }
      try (Broker broker = Broker.launch(plan.home(), scratch.folder())) {
        read += Math.min(READ_BACK, written.get());
        lost += lost(broker, written.get());
      }
    }
    report.line("acknowledged writes", "%d", written.get());
    report.line("read back", "%d, lost or wrong: %d", read, lost);
    report.failed(lost);
  }

  /** Until the broker is gone. The count goes up once a write is acknowledged. */
  private static void write(Broker broker, AtomicLong written) {
    try {
      while (true) {
        long number = written.get() + 1;
        broker.admin().setResource(path(number), value(number));
        written.set(number);
      }
    } catch (KbsClientException e) {
      if (e.status() != 0) {
        throw e;
      }
    }
  }

  private static long lost(Broker broker, long last) throws IOException {
    KbsClient guest =
        KbsClient.attesting(
            broker.connection(), TeeKey.generate(TeeKeyAlgorithm.P256), new SampleAttester());
    long lost = 0;
    for (long number = Math.max(1, last - READ_BACK + 1); number <= last; number++) {
      try {
        lost += java.util.Arrays.equals(guest.getResource(path(number)), value(number)) ? 0 : 1;
      } catch (KbsClientException e) {
        lost++;
      }
    }
    return lost;
  }

  private static ResourcePath path(long number) {
    return ResourcePath.parse("bench/crash/n" + number);
  }

  private static byte[] value(long number) {
    return ("value " + number).getBytes(StandardCharsets.UTF_8);
  }
}
