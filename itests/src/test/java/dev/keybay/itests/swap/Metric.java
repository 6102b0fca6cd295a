package dev.keybay.itests.swap;

import dev.keybay.itests.Broker;
import java.io.IOException;

/** A number of the broker's metrics page. */
final class Metric {
  private Metric() {}

  /**
   * The value of a metric without labels.
   *
   * @throws IOException if the page has none of that name
   */
  static double of(Broker broker, String name) throws IOException, InterruptedException {
    String page = broker.get("/metrics").body();
    return page.lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException("no metric " + name + " in: " + page));
  }
}
