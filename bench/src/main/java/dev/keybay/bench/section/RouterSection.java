package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.measure.Rounds.Subject;
import dev.keybay.bench.measure.Sample;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.report.Verdict;
import dev.keybay.bench.server.BareFelix;
import dev.keybay.bench.server.Broker;
import dev.keybay.bench.server.FloorBundle;
import dev.keybay.bench.server.Scratch;
import java.util.List;

/** One servlet on a public route behind the router, against the same on the bare whiteboard. */
public final class RouterSection implements Section {

  @Override
  public void run(Plan plan, Report report) throws Exception {
    try (Scratch scratch = Scratch.create();
        BareFelix bare = BareFelix.launch(plan.home(), scratch.folder());
        Broker broker = Broker.launch(plan.home(), scratch.folder()).withFloor()) {
      report.section("Router against the bare whiteboard servlet");
      List<Sample> samples =
          plan.rounds(16)
              .run(
                  List.of(
                      new Subject(bare.pid(), Requests.get(bare.url(), FloorBundle.BARE_PATH)),
                      new Subject(
                          broker.process().pid(),
                          Requests.get(broker.url(), FloorBundle.PLUGIN_PATH))));
      Sample alone = samples.get(0);
      Sample routed = samples.get(1);
      report.sample("bare servlet", alone);
      report.sample("behind the router", routed);
      report.verdict(
          "throughput, routed / bare",
          Verdict.atLeast(0.9, routed.requestsPerSecond() / alone.requestsPerSecond()));
      report.verdict(
          "server CPU, bare / routed",
          Verdict.atLeast(0.9, alone.cpuMicros() / routed.cpuMicros()));
    }
  }
}
