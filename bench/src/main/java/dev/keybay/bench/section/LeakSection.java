package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.report.Verdict;
import dev.keybay.bench.server.Broker;
import dev.keybay.bench.server.Jvm;
import dev.keybay.bench.server.Scratch;
import dev.keybay.client.demo.GuestExchange;
import dev.keybay.client.demo.PluginRepacker;
import dev.keybay.client.load.Exchange;
import dev.keybay.client.load.LoadGenerator;
import dev.keybay.client.load.LoadReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Loaded classes and live heap after each tenth of the swaps. Each look bears the noise of what the
 * server's threads happen to keep as buffers, so the middle of the last looks is compared to that
 * of the first. The same guests come all the time: a broker remembers those whom it has seen, so
 * other guests for each look would be counted as a leak.
 */
public final class LeakSection implements Section {
  private static final int GUESTS = 8;
  private static final int GROWN = 8;
  private static final int SETTLING = 10;
  private static final int LOOKS = 10;

  /** So many at either end make one number. */
  private static final int TOGETHER = 3;

  @Override
  public void run(Plan plan, Report report) throws Exception {
    try (Scratch scratch = Scratch.create();
        Broker broker = Broker.launch(plan.home(), scratch.folder()).withSecret();
        Crowd crowd = Crowd.of(GUESTS, broker)) {
      report.section("Classes and heap after " + plan.leakSwaps() + " swaps");
      PluginRepacker jar = broker.repacker();
      List<Jvm> looks = new ArrayList<>();
      int done = 0;
      for (int i = 1; i <= LOOKS; i++) {
        int until = Math.max(done + 1, plan.leakSwaps() * i / LOOKS);
        Jvm then = after(broker, crowd, jar, done, until, plan, report);
        report.line(
            "after " + until,
            "%d classes, %d KiB, %d threads",
            then.classes(),
            then.heapKib(),
            then.threads());
        looks.add(then);
        done = until;
      }
      report.verdict("classes, last / first", Verdict.atMost(1.02, growth(looks, Jvm::classes)));
      report.verdict("heap, last / first", Verdict.atMost(1.02, growth(looks, Jvm::heapKib)));
      looks
          .get(LOOKS - 1)
          .grownSince(looks.get(0), GROWN)
          .forEach(each -> report.line("  grown by", "%s", each));
    }
  }

  private static double growth(List<Jvm> looks, ToLongFunction<Jvm> what) {
    double first = middle(looks.subList(0, TOGETHER), what);
    return middle(looks.subList(LOOKS - TOGETHER, LOOKS), what) / first;
  }

  private static double middle(List<Jvm> looks, ToLongFunction<Jvm> what) {
    return StartupSection.median(
        looks.stream().map(each -> (double) what.applyAsLong(each)).toList());
  }

  /**
   * What is held after swaps. The last of them come after a first collection: tables of weak
   * references drop what has died when they are used next, and not before.
   */
  private static Jvm after(
      Broker broker, Crowd crowd, PluginRepacker jar, int from, int to, Plan plan, Report report)
      throws Exception {
    int last = Math.max(from, to - SETTLING);
    swaps(broker, crowd, jar, from, last, plan, report);
    var unused = Jvm.of(broker.process().pid());
    swaps(broker, crowd, jar, last, to, plan, report);
    return Jvm.of(broker.process().pid());
  }

  private static void swaps(
      Broker broker, Crowd crowd, PluginRepacker jar, int from, int to, Plan plan, Report report)
      throws Exception {
    try (LoadGenerator load = LoadGenerator.start(GUESTS, "load", crowd::lend)) {
      for (int i = from + 1; i <= to; i++) {
        broker.update(jar.repack(PluginRepacker.raise(jar.version(), i)));
        report.progress("swaps", i, plan.leakSwaps());
      }
      LoadReport done = load.stop();
      report.failed(done.total().failed());
      done.total().firstFailure().ifPresent(words -> report.line("the first failure", "%s", words));
    }
  }

  /** Guests who live longer than a load. */
  private record Crowd(List<GuestExchange> guests) implements AutoCloseable {

    static Crowd of(int guests, Broker broker) throws IOException {
      Crowd crowd = new Crowd(new ArrayList<>());
      for (int i = 0; i < guests; i++) {
        crowd.guests.add(new GuestExchange(broker.connection(), Broker.SECRET));
      }
      return crowd;
    }

    /** A guest whose connection stays open when the load ends. */
    Exchange lend(int index) {
      GuestExchange guest = guests.get(index);
      return new Exchange() {
        @Override
        public void prepare() {
          guest.prepare();
        }

        @Override
        public int run() throws IOException {
          return guest.run();
        }

        @Override
        public String refusal() {
          return guest.refusal();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {
      guests.forEach(GuestExchange::close);
    }
  }
}
