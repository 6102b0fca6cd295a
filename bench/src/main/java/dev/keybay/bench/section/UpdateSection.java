package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.measure.Rounds;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.server.Broker;
import dev.keybay.bench.server.Scratch;
import dev.keybay.bench.server.Shell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no tool of the broker does and an operator still may: {@code update} in the raw shell. */
public final class UpdateSection implements Section {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Pattern ID = Pattern.compile("\\s*(\\d+)\\|.*");

  @Override
  public void run(Plan plan, Report report) throws Exception {
    try (Scratch scratch = Scratch.create();
        Broker broker = Broker.launch(plan.home(), scratch.folder()).withSecret();
        Shell shell = new Shell(broker.process().data())) {
      report.section(plan.updates() + " raw updates in the shell under 32 connections");
      String id = bundle(shell.run("lb -s"), "dev.keybay.plugin.resource");
      try (MixedLoad load = new MixedLoad(broker)) {
        load.phase("warm-up");
        Rounds.pause(WARM_UP);
        load.phase(MixedLoad.QUIET);
        Rounds.pause(WARM_UP);
        for (int i = 0; i < plan.updates(); i++) {
          load.phase(MixedLoad.BUSY);
          shell.run("update " + id);
          load.phase(MixedLoad.QUIET);
          Rounds.pause(BETWEEN);
        }
        report.line("p99, during an update / quiet", "%.2f", load.report(report));
      }
    }
  }

  private static String bundle(List<String> list, String name) throws IOException {
    return list.stream()
        .filter(line -> line.contains(name))
        .map(ID::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElseThrow(() -> new IOException("there is no bundle " + name + " in " + list));
  }
}
