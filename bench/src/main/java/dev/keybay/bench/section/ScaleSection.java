package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.measure.Rounds;
import dev.keybay.bench.measure.Rounds.Subject;
import dev.keybay.bench.measure.Sample;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.report.Verdict;
import dev.keybay.bench.server.Broker;
import dev.keybay.bench.server.FloorBundle;
import dev.keybay.bench.server.Jvm;
import dev.keybay.bench.server.ManyPlugins;
import dev.keybay.bench.server.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What many plugins cost: to dispatch beside them, to list them, to hold them, to start them. */
public final class ScaleSection implements Section {
  private static final int LISTS = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 20;

  @Override
  public void run(Plan plan, Report report) throws Exception {
    try (Scratch scratch = Scratch.create()) {
      report.section(plan.plugins() + " plugins side by side");
      Path one = Files.createDirectories(scratch.folder().resolve("one"));
      Path many = Files.createDirectories(scratch.folder().resolve("many"));
      int half = plan.plugins() / 2;
      try (Broker crowded = Broker.launch(plan.home(), many).withFloor()) {
        ManyPlugins.drop(crowded, 0, half);
      }
      Start withHalf = start(plan, many, ManyPlugins.paths(half));
      try (Broker alone = Broker.launch(plan.home(), one).withFloor();
          Broker crowded = Broker.launch(plan.home(), many)) {
        fill(crowded, half, plan.plugins(), report);
        dispatch(plan, alone, crowded, report);
        list(crowded, report);
      }
      starts(plan, one, many, withHalf, report);
    }
  }

  private static void fill(Broker broker, int from, int to, Report report) throws Exception {
    int count = to - from;
    Jvm before = Jvm.of(broker.process().pid());
    long start = System.nanoTime();
    ManyPlugins.drop(broker, from, to);
    report.line(
        "half of them dropped, until all serve", "%.1f s", (System.nanoTime() - start) / 1e9);
    Jvm after = Jvm.of(broker.process().pid());
    report.line("classes a plugin", "%.1f", (double) (after.classes() - before.classes()) / count);
    report.verdict(
        "KiB of heap a plugin",
        Verdict.atMost(100, (double) (after.heapKib() - before.heapKib()) / count));
  }

  private static void dispatch(Plan plan, Broker alone, Broker crowded, Report report)
      throws Exception {
    List<Sample> samples = plan.rounds(16).run(List.of(subject(alone), subject(crowded)));
    report.sample("alone", samples.get(0));
    report.sample("in the crowd", samples.get(1));
    report.verdict(
        "server CPU, crowded / alone",
        Verdict.atMost(1.1, samples.get(1).cpuMicros() / samples.get(0).cpuMicros()));
  }

  private static Subject subject(Broker broker) {
    return new Subject(broker.process().pid(), Requests.get(broker.url(), FloorBundle.PLUGIN_PATH));
  }

  private static void list(Broker broker, Report report) {
    broker.admin().pluginList();
    Duration before = Rounds.cpu(broker.process().pid());
    for (int i = 0; i < LISTS; i++) {
      broker.admin().pluginList();
    }
    double cpu = Rounds.cpu(broker.process().pid()).minus(before).toNanos() / 1e6 / LISTS;
    report.verdict("CPU of a list, ms", Verdict.atMost(100, cpu));
  }

  /** With what is on disk now, until every one of the plugins answers. */
  private static void starts(Plan plan, Path one, Path many, Start withHalf, Report report)
      throws Exception {
    Start alone = start(plan, one, List.of("/kbs/v0/floor"));
    Start crowded = start(plan, many, ManyPlugins.paths(plan.plugins()));
    int half = plan.plugins() / 2;
    report.line("start with one", "%.0f ms", alone.millis());
    report.line("start with half", "%s", withHalf.beyond(alone, half));
    report.line("start with all", "%s", crowded.beyond(withHalf, plan.plugins() - half));
  }

  /**
   * A start, until the last plugin has answered.
   *
   * @param cpu milliseconds of all processors, which say more than the time on a machine that does
   *     other things as well
   */
  private record Start(double millis, double cpu) {
    String beyond(Start before, int plugins) {
      return "%.0f ms, and for each plugin more %.1f ms, %.1f ms of CPU"
          .formatted(millis, (millis - before.millis) / plugins, (cpu - before.cpu) / plugins);
    }
  }

  private static Start start(Plan plan, Path folder, List<String> paths) throws Exception {
    long start = System.nanoTime();
    try (Broker broker = Broker.launch(plan.home(), folder)) {
      for (String path : paths) {
        awaitAnswer(broker.url(), path, start);
      }
      double millis = (System.nanoTime() - start) / 1e6;
      return new Start(millis, Rounds.cpu(broker.process().pid()).toMillis());
    }
  }

  private static void awaitAnswer(String url, String path, long start) throws Exception {
    while (true) {
      try {
        StartupSection.answer(url, path);
        return;
      } catch (IOException e) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw e;
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }
}
