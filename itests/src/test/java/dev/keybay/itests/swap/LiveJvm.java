package dev.keybay.itests.swap;

import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a broker holds after a full collection, asked by the tools of the JDK that runs the tests.
 *
 * @param classes loaded and not unloaded
 * @param heapBytes of live objects
 * @param bundles that the framework or anything else holds, installed or not
 * @param loaders class loaders of bundles, of those that are gone as well if something holds them
 */
public record LiveJvm(long classes, long heapBytes, long bundles, long loaders) {
  private static final String BUNDLE = "org.apache.felix.framework.BundleImpl";

  private static final String LOADER =
      "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader";
  private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

  public static LiveJvm of(Broker broker) throws IOException, InterruptedException {
    String pid = Files.readString(broker.data().resolve("run/pid")).strip();
    // Each histogram is of live objects, and collects first. What the first one finds dead may have
    // held something until then, by a reference queue for example.
    jcmd(pid, "GC.class_histogram");
    String histogram = jcmd(pid, "GC.class_histogram");
    String counters = jcmd(pid, "PerfCounter.print");
    return new LiveJvm(
        counter(counters, "loadedClasses") - counter(counters, "unloadedClasses"),
        number(TOTAL, histogram),
        instances(histogram, BUNDLE),
        instances(histogram, LOADER));
  }

  /** How many live objects there are of a class, of whatever loader. */
  private static long instances(String histogram, String type) {
    return Pattern.compile(
            "^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(type) + "\\s", Pattern.MULTILINE)
        .matcher(histogram)
        .results()
        .mapToLong(row -> Long.parseLong(row.group(1)))
        .sum();
  }

  private static long counter(String counters, String name) throws IOException {
    return number(Pattern.compile("java\\.cls\\." + name + "=(\\d+)"), counters);
  }

  private static long number(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("expected " + pattern + " in what jcmd says, got " + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  private static String jcmd(String pid, String command) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(tool, pid, command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(tool + " " + pid + " " + command + ": " + output);
    }
    return output;
  }
}
