package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.measure.Rounds;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.report.Verdict;
import dev.keybay.bench.server.Broker;
import dev.keybay.bench.server.Scratch;
import dev.keybay.client.demo.PluginRepacker;
import java.time.Duration;

/** New versions of the plugin that serves the load, one after the other, by the plugin manager. */
public final class SwapSection implements Section {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofMillis(100);

  @Override
  public void run(Plan plan, Report report) throws Exception {
    try (Scratch scratch = Scratch.create();
        Broker broker = Broker.launch(plan.home(), scratch.folder()).withSecret()) {
      report.section(plan.swaps() + " swaps of the resource plugin under 32 connections");
      PluginRepacker jar = broker.repacker();
      long start = System.nanoTime();
      try (MixedLoad load = new MixedLoad(broker)) {
        load.phase("warm-up");
        Rounds.pause(WARM_UP);
        load.phase(MixedLoad.QUIET);
        Rounds.pause(WARM_UP);
        for (int i = 1; i <= plan.swaps(); i++) {
          byte[] next = jar.repack(PluginRepacker.raise(jar.version(), i));
          load.phase(MixedLoad.BUSY);
          broker.update(next);
          load.phase(MixedLoad.QUIET);
          Rounds.pause(BETWEEN);
          report.progress("swaps", i, plan.swaps());
        }
        double ratio = load.report(report);
        report.line("time a swap", "%.0f ms", (System.nanoTime() - start) / 1e6 / plan.swaps());
        report.verdict("p99, during a swap / quiet", Verdict.atMost(3, ratio));
      }
    }
  }
}
