package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.measure.Rounds.Subject;
import dev.keybay.bench.measure.Sample;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.server.BareFelix;
import dev.keybay.bench.server.FloorBundle;
import dev.keybay.client.load.LoadGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * What HTTP costs a server that has other work to do for each request. One that has none answers so
 * many a second that the kernel and the selector take them in batches, for less CPU each; the
 * broker's requests never come so. The bare server gets as much other work as the broker has.
 *
 * @param ask makes connections that send a request to a path
 */
record BusyHttp(Plan plan, BareFelix bare, Function<String, LoadGenerator.Connector> ask) {

  /**
   * CPU of one request, in microseconds, without the other work.
   *
   * @param whole of the broker for one request
   * @param idle of the bare server that has nothing else to do
   */
  double cpuMicros(double whole, double idle, Report report) throws IOException {
    long work = Math.max(1, Math.round(whole - idle));
    String path = FloorBundle.BARE_PATH + "?work=" + work;
    Sample busy = plan.rounds(16).run(List.of(new Subject(bare.pid(), ask.apply(path)))).get(0);
    report.sample("HTTP and " + work + " us of CPU", busy);
    return busy.cpuMicros() - work;
  }
}
