package dev.keybay.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java installations of this machine: the one that runs the tests, and Java 25 where it is. */
public final class Javas {
  private Javas() {}

  /** Homes by feature version: the running one first. */
  public static List<Path> present() {
    Map<Integer, Path> found = new TreeMap<>();
    Path own = Path.of(System.getProperty("java.home"));
    for (Path home : candidates()) {
      int feature = feature(home);
      if (feature == 25 && Files.isExecutable(home.resolve("bin/java"))) {
        found.putIfAbsent(feature, home);
      }
    }
    List<Path> homes = new ArrayList<>(List.of(own));
    found.forEach(
        (feature, home) -> {
          if (feature != Runtime.version().feature()) {
            homes.add(home);
          }
        });
    return homes;
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    String named = System.getenv("JAVA25_HOME");
    if (named != null) {
      homes.add(Path.of(named));
    }
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (Stream<Path> folders = Files.list(installed)) {
        folders.sorted().forEach(homes::add);
      } catch (IOException e) {
        return homes;
      }
    }
    return homes;
  }

  private static int feature(Path home) {
    try {
      return Files.readAllLines(home.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
