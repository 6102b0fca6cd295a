package dev.keybay.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A crowd of small plugins: some hundred names, four streams of each, all of them serving. */
public final class ManyPlugins {
  private static final int STREAMS = 4;
  private static final Duration STALLED = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(500);

  private ManyPlugins() {}

  /**
   * Drops some of them at once and waits until they and those before them serve.
   *
   * @param from the number of the first
   * @param count of those that serve then
   * @throws IOException if two minutes pass without one more of them serving
   */
  public static void drop(Broker broker, int from, int count)
      throws IOException, InterruptedException {
    Path made = Files.createDirectories(broker.process().data().resolveSibling("made"));
    for (int i = from; i < count; i++) {
      Path jar = made.resolve("crowd-" + i + ".jar");
      FloorBundle.writePlugin(jar, "crowd" + i / STREAMS, "1." + i % STREAMS + ".0");
    }
    for (int i = from; i < count; i++) {
      String name = "crowd-" + i + ".jar";
      Files.move(
          made.resolve(name),
          broker.process().deploy().resolve(name),
          StandardCopyOption.ATOMIC_MOVE);
    }
    awaitServing(broker, count);
  }

  /** The paths that all of them answer, the promoted one of each name. */
  public static List<String> paths(int count) {
    return IntStream.rangeClosed(0, (count - 1) / STREAMS)
        .mapToObj(name -> "/kbs/v0/crowd" + name)
        .toList();
  }

  /** How many of them serve. */
  public static long serving(Broker broker) {
    return broker.admin().pluginList().stream()
        .filter(listed -> listed.name().startsWith("crowd") && listed.isServing())
        .count();
  }

  private static void awaitServing(Broker broker, int count)
      throws IOException, InterruptedException {
    long best = 0;
    long progress = System.nanoTime();
    while (best < count) {
      long now = serving(broker);
      if (now > best) {
        best = now;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > STALLED.toNanos()) {
        throw new IOException("only " + best + " of " + count + " plugins serve");
      }
      Thread.sleep(POLL.toMillis());
    }
  }
}
