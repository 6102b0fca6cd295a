package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.report.Verdict;
import dev.keybay.bench.server.Broker;
import dev.keybay.bench.server.Jvm;
import dev.keybay.bench.server.Scratch;
import dev.keybay.client.demo.GuestExchange;
import dev.keybay.client.demo.PluginRepacker;
import dev.keybay.client.load.LoadGenerator;
import dev.keybay.client.load.LoadReport;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Loaded classes and live heap after a tenth of the swaps, after half, and after all of them. */
public final class LeakSection implements Section {
  private static final int GUESTS = 2;
  private static final int CROWD = 200;
  private static final Duration CROWDED = Duration.ofSeconds(5);
  private static final int GROWN = 8;
  private static final int SETTLING = 10;

  @Override
  public void run(Plan plan, Report report) throws Exception {
    try (Scratch scratch = Scratch.create();
        Broker broker = Broker.launch(plan.home(), scratch.folder()).withSecret()) {
      report.section("Classes and heap after " + plan.leakSwaps() + " swaps");
      PluginRepacker jar = broker.repacker();
      int first = Math.max(1, plan.leakSwaps() / 10);
      int half = Math.max(first, plan.leakSwaps() / 2);
      Jvm before = after(broker, jar, 0, first, plan, report);
      Jvm between = after(broker, jar, first, half, plan, report);
      Jvm after = after(broker, jar, half, plan.leakSwaps(), plan, report);
      held(first, before, report);
      held(half, between, report);
      held(plan.leakSwaps(), after, report);
      report.verdict(
          "classes, last / first",
          Verdict.atMost(1.02, (double) after.classes() / before.classes()));
      report.verdict(
          "heap, last / first", Verdict.atMost(1.02, (double) after.heapKib() / before.heapKib()));
      report.line(
          "heap a version",
          "%.3f KiB",
          (double) (after.heapKib() - before.heapKib()) / Math.max(1, plan.leakSwaps() - first));
      report.line(
          "of the second half",
          "%.3f KiB",
          (double) (after.heapKib() - between.heapKib()) / Math.max(1, plan.leakSwaps() - half));
      after.grownSince(before, GROWN).forEach(each -> report.line("  grown by", "%s", each));
    }
  }

  private static void held(int swaps, Jvm then, Report report) {
    report.line(
        "after " + swaps,
        "%d classes, %d KiB, %d threads",
        then.classes(),
        then.heapKib(),
        then.threads());
  }

  /**
   * What is held after swaps. A crowd comes first: each thread of the server keeps buffers once it
   * has served, and two guests would make them one by one during the whole run. The last of the
   * swaps come after a first collection: tables of weak references drop what has died when they are
   * used next, and not before.
   */
  private static Jvm after(
      Broker broker, PluginRepacker jar, int from, int to, Plan plan, Report report)
      throws Exception {
    int last = Math.max(from, to - SETTLING);
    swaps(broker, jar, from, last, plan, report);
    crowd(broker, report);
    var unused = Jvm.of(broker.process().pid());
    swaps(broker, jar, last, to, plan, report);
    return Jvm.of(broker.process().pid());
  }

  private static void crowd(Broker broker, Report report) throws Exception {
    try (LoadGenerator load =
        LoadGenerator.start(
            CROWD, "crowd", index -> new GuestExchange(broker.connection(), Broker.SECRET))) {
      TimeUnit.MILLISECONDS.sleep(CROWDED.toMillis());
      report.failed(load.stop().total().failed());
    }
  }

  private static void swaps(
      Broker broker, PluginRepacker jar, int from, int to, Plan plan, Report report)
      throws Exception {
    try (LoadGenerator load =
        LoadGenerator.start(
            GUESTS, "load", index -> new GuestExchange(broker.connection(), Broker.SECRET))) {
      for (int i = from + 1; i <= to; i++) {
        broker.update(jar.repack(PluginRepacker.raise(jar.version(), i)));
        report.progress("swaps", i, plan.leakSwaps());
      }
      LoadReport done = load.stop();
      report.failed(done.total().failed());
      done.total().firstFailure().ifPresent(words -> report.line("the first failure", "%s", words));
    }
  }
}
