package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.report.Report;
import dev.keybay.bench.report.Verdict;
import dev.keybay.bench.server.BareFelix;
import dev.keybay.bench.server.Broker;
import dev.keybay.bench.server.FloorBundle;
import dev.keybay.bench.server.Scratch;
import dev.keybay.client.load.HttpSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the process to the first answer, on folders that were used before. */
public final class StartupSection implements Section {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Override
  public void run(Plan plan, Report report) throws Exception {
    List<Double> bare = new ArrayList<>();
    List<Double> broker = new ArrayList<>();
    try (Scratch scratch = Scratch.create()) {
      report.section("Start to first answer against bare Felix, SCR and Jetty");
      // The first start of all makes keys and tables, and warms the file cache.
      for (int round = 0; round <= plan.starts(); round++) {
        bare.add(bareStart(plan.home(), scratch.folder()));
        broker.add(brokerStart(plan.home(), scratch.folder()));
      }
    }
    report.line("first start with an empty folder", "%.0f ms", broker.get(0));
    double alone = median(bare.subList(1, bare.size()));
    double whole = median(broker.subList(1, broker.size()));
    report.line("bare, median", "%.0f ms of %d starts", alone, plan.starts());
    report.line("broker, median", "%.0f ms of %d starts", whole, plan.starts());
    report.verdict("time, broker / bare", Verdict.atMost(1.5, whole / alone));
  }

  private static double bareStart(Path home, Path scratch) throws IOException {
    long start = System.nanoTime();
    try (BareFelix server = BareFelix.launch(home, scratch)) {
      return firstAnswer(start, server.url(), FloorBundle.BARE_PATH);
    }
  }

  private static double brokerStart(Path home, Path scratch) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("broker"));
    long start = System.nanoTime();
    try (Broker server = Broker.launch(home, folder)) {
      return firstAnswer(start, server.url(), "/kbs/v0/hello");
    }
  }

  /** Milliseconds. */
  private static double firstAnswer(long start, String url, String path) throws IOException {
    answer(url, path);
    return (System.nanoTime() - start) / 1e6;
  }

  /** Asks once. */
  static void answer(String url, String path) throws IOException {
    URI uri = URI.create(url);
    try (HttpSocket socket = new HttpSocket(uri.getHost(), uri.getPort(), TIMEOUT)) {
      int status = socket.status(HttpSocket.request("GET", path, Map.of(), new byte[0]));
      if (status != 200) {
        throw new IOException(path + " was answered with " + status);
      }
    }
  }

  /** The middle one; of an even number the upper of the two. */
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
