package dev.keybay.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process holds after a full collection, asked by the tools of the running JDK.
 *
 * @param classes loaded
 * @param heapKib live
 * @param threads of Java's own
 * @param bytes live, by the name of the class
 */
public record Jvm(long classes, long heapKib, long threads, Map<String, Long> bytes) {
  /** Loaded, KiB, unloaded. */
  private static final Pattern CLASSES =
      Pattern.compile("^\\s*(\\d+)\\s+[\\d.]+\\s+(\\d+)\\s", Pattern.MULTILINE);

  /** Instances, bytes, name. */
  private static final Pattern LINE =
      Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S+)", Pattern.MULTILINE);

  private static final Pattern THREAD = Pattern.compile("^\".*\" #\\d+ ", Pattern.MULTILINE);

  private static final Pattern LIVE = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

  /** What a collection finds dead may have held something until a cleaner has seen to it. */
  private static final int COLLECTIONS = 3;

  /** Collects a few times, so that classes whose loader has just died are gone too, and looks. */
  public static Jvm of(long pid) throws IOException, InterruptedException {
    String histogram = "";
    for (int i = 0; i < COLLECTIONS; i++) {
      TimeUnit.SECONDS.sleep(i == 0 ? 0 : 1);
      histogram = jdk("jcmd", Long.toString(pid), "GC.class_histogram"); // of what is live
    }
    Matcher row = CLASSES.matcher(jdk("jstat", "-class", Long.toString(pid)));
    if (!row.find()) {
      throw new IOException("the number of classes could not be read");
    }
    long classes = Long.parseLong(row.group(1)) - Long.parseLong(row.group(2));
    Matcher live = LIVE.matcher(histogram);
    if (!live.find()) {
      throw new IOException("the heap's size could not be read");
    }
    Map<String, Long> bytes = new HashMap<>();
    LINE.matcher(histogram)
        .results()
        .forEach(line -> bytes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum));
    long threads =
        THREAD.matcher(jdk("jcmd", Long.toString(pid), "Thread.print")).results().count();
    return new Jvm(classes, Long.parseLong(live.group(1)) / 1024, threads, bytes);
  }

  /** The classes whose instances have grown most, with the bytes, most first. */
  public List<String> grownSince(Jvm before, int most) {
    return bytes.entrySet().stream()
        .map(each -> Map.entry(each.getKey(), each.getValue() - before.bytes(each.getKey())))
        .filter(each -> each.getValue() > 0)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(most)
        .map(each -> each.getValue() + " " + each.getKey())
        .toList();
  }

  private long bytes(String name) {
    return bytes.getOrDefault(name, 0L);
  }

  private static String jdk(String... command) throws IOException, InterruptedException {
    command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
