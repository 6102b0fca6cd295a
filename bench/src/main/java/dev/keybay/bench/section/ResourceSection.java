package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.measure.Rounds.Subject;
import dev.keybay.bench.measure.Sample;
import dev.keybay.bench.part.Parts;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.report.Verdict;
import dev.keybay.bench.server.BareFelix;
import dev.keybay.bench.server.Broker;
import dev.keybay.bench.server.FloorBundle;
import dev.keybay.bench.server.Scratch;
import dev.keybay.client.demo.GuestExchange;
import java.util.List;
import java.util.Map;

/** {@code GET resource} by attested P-256 guests, against HTTP, seal and policy measured alone. */
public final class ResourceSection implements Section {

  @Override
  public void run(Plan plan, Report report) throws Exception {
    Parts parts = new Parts(plan.part());
    try (Scratch scratch = Scratch.create();
        BareFelix bare = BareFelix.launch(plan.home(), scratch.folder());
        Broker broker = Broker.launch(plan.home(), scratch.folder()).withSecret()) {
      report.section("GET resource against the sum of its parts");
      Map<String, String> cookie = Map.of("Cookie", "kbs-session-id=" + "x".repeat(36));
      List<Sample> samples =
          plan.rounds(16)
              .run(
                  List.of(
                      new Subject(
                          bare.pid(), Requests.get(bare.url(), FloorBundle.BARE_PATH, cookie)),
                      new Subject(
                          broker.process().pid(),
                          index -> new GuestExchange(broker.connection(), Broker.SECRET))));
      double idle = samples.get(0).cpuMicros();
      double whole = samples.get(1).cpuMicros();
      report.sample("HTTP and nothing else", samples.get(0));
      report.sample("GET resource", samples.get(1));
      double http =
          new BusyHttp(plan, bare, path -> Requests.get(bare.url(), path, cookie))
              .cpuMicros(whole, idle, report);
      report.line("HTTP alone", "%.1f us CPU", http);
      double seal = parts.seal();
      double policy = parts.resourcePolicy();
      report.line("JWE seal alone", "%.1f us CPU", seal);
      report.line("resource policy alone", "%.1f us CPU", policy);
      double sum = http + seal + policy;
      report.line("sum of the parts", "%.1f us CPU", sum);
      report.line("with HTTP of an idle server", "%.2f", whole / (sum - http + idle));
      report.verdict("CPU, whole / sum", Verdict.atMost(1.5, whole / sum));
    }
  }
}
