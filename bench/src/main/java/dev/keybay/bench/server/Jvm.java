package dev.keybay.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process holds after a full collection, asked by the tools of the running JDK.
 *
 * @param classes loaded
 * @param heapKib live
 */
public record Jvm(long classes, long heapKib) {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  /** Collects twice, so that classes whose loader has just died are gone too, and looks. */
  public static Jvm of(long pid) throws IOException, InterruptedException {
    jdk("jcmd", Long.toString(pid), "GC.run");
    jdk("jcmd", Long.toString(pid), "GC.run");
    String[] row =
        jdk("jstat", "-class", Long.toString(pid))
            .strip()
            .lines()
            .toList()
            .get(1)
            .strip()
            .split("\\s+");
    long classes = Long.parseLong(row[0]) - Long.parseLong(row[2]);
    Matcher used = USED.matcher(jdk("jcmd", Long.toString(pid), "GC.heap_info"));
    if (!used.find()) {
      throw new IOException("the heap's size could not be read");
    }
    return new Jvm(classes, Long.parseLong(used.group(1)));
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
