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
import dev.keybay.client.demo.PluginSwapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A whole handshake (two requests) of the sample TEE, against its parts measured alone. */
public final class HandshakeSection implements Section {
  /** About the size of an attestation of the sample TEE. */
  private static final byte[] BODY = "{}".repeat(400).getBytes(StandardCharsets.US_ASCII);

  /** Some come every millisecond, and none of them ever comes back. */
  private static final String[] ROOM_FOR_GUESTS = {
    "plugin.attest.sessionMinutes=1", "sessions.max=1000000"
  };

  @Override
  public void run(Plan plan, Report report) throws Exception {
    Parts parts = new Parts(plan.part());
    try (Scratch scratch = Scratch.create();
        BareFelix bare = BareFelix.launch(plan.home(), scratch.folder());
        Broker broker =
            Broker.launch(plan.home(), scratch.folder(), ROOM_FOR_GUESTS).withSecret()) {
      report.section("Handshake against the sum of its parts");
      List<Sample> samples =
          plan.rounds(16)
              .run(
                  List.of(
                      new Subject(
                          bare.pid(), Requests.post(bare.url(), FloorBundle.BARE_PATH, BODY)),
                      new Subject(
                          broker.process().pid(),
                          index -> new HandshakeExchange(URI.create(broker.url())))));
      double idle = samples.get(0).cpuMicros();
      double whole = samples.get(1).cpuMicros();
      report.sample("HTTP and nothing else, POST", samples.get(0));
      report.sample("handshake", samples.get(1));
      double http =
          2
              * new BusyHttp(plan, bare, path -> Requests.post(bare.url(), path, BODY))
                  .cpuMicros(whole / 2, idle, report);
      double signing = parts.signing();
      double policy = parts.attestationPolicy(shippedPolicy(plan));
      double key = parts.keyParsing();
      report.line("two requests of HTTP", "%.1f us CPU", http);
      report.line("token signature alone", "%.1f us CPU", signing);
      report.line("attestation policy alone", "%.1f us CPU", policy);
      report.line("reading the guest's key alone", "%.1f us CPU", key);
      double sum = http + signing + policy + key;
      report.line("sum of the parts", "%.1f us CPU", sum);
      report.line("with HTTP of an idle server", "%.2f", whole / (sum - http + 2 * idle));
      report.verdict("CPU, whole / sum", Verdict.atMost(2, whole / sum));
    }
  }

  private static String shippedPolicy(Plan plan) throws IOException {
    try (ZipFile jar = new ZipFile(PluginSwapper.jarOf(plan.home(), "attest").toFile())) {
      ZipEntry entry = jar.getEntry("policies/default_cpu.rego");
      return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
