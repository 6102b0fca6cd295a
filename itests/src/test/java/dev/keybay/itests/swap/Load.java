package dev.keybay.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.load.HttpSocket;
import dev.keybay.client.load.LoadGenerator;
import dev.keybay.client.load.PhaseReport;
import dev.keybay.client.load.SocketExchange;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;

/** Requests that saturate a broker while something happens to it. */
final class Load {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private Load() {}

  /** Starts as many connections, each with a path of its own. */
  static LoadGenerator on(Broker broker, int connections, IntFunction<String> paths)
      throws IOException {
    return LoadGenerator.start(
        connections,
        "all",
        index ->
            new SocketExchange(
                "127.0.0.1",
                broker.port(),
                TIMEOUT,
                HttpSocket.request("GET", paths.apply(index), Map.of(), new byte[0])));
  }

  /** Of 32 connections, two have requests of 2 s in flight and eight such of 20 ms. */
  static String mixed(int index) {
    String path = index < 2 ? "sleep/2000" : index < 10 ? "sleep/20" : "at-once";
    return "/kbs/v0/probe/" + path;
  }

  /** Asserts that every request was answered with 200, and that there were some. */
  static void assertNoneFailed(LoadGenerator load) {
    PhaseReport total = load.stop().total();
    assertEquals(0, total.connectionErrors(), () -> total.firstFailure().orElse(""));
    assertEquals(0, total.failed(), () -> "answers by status: " + total.statuses());
    assertTrue(total.requests() > 100, () -> "too few requests to say anything: " + total);
  }
}
