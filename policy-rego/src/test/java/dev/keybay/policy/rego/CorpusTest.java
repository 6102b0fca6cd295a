package dev.keybay.policy.rego;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs the compliance corpus of the Open Policy Agent, which is no part of this project: the system
 * property {@code keybay.rego.corpus} says where it is.
 */
class CorpusTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("keybay.rego.corpus", "../../shared/vectors/rego"));

  @Test
  void theCorpusPassesButForTheExpectedFailures() throws IOException {
    if (!Files.isDirectory(CORPUS)) {
      System.out.println(
          "rego corpus: SKIPPED, there is no folder " + CORPUS + "; set -Dkeybay.rego.corpus");
    }
    assumeTrue(Files.isDirectory(CORPUS), "the corpus is not there");
    Map<String, String> expected = expectedFailures();
    List<String> unexpected = new ArrayList<>();
    int passed = 0;
    int known = 0;
    for (CorpusCase one : cases()) {
      String failure = one.run();
      boolean listed = expected.remove(one.id()) != null;
      if (failure == null && !listed) {
        passed++;
      } else if (failure == null) {
        unexpected.add(one.id() + ": passes, take it off the list of expected failures");
      } else if (listed) {
        known++;
      } else {
        unexpected.add(one.id() + ": " + failure);
      }
    }
    expected.keySet().forEach(id -> unexpected.add(id + ": is listed but not in the corpus"));
    System.out.println(
        "rego corpus: "
            + passed
            + " passed, "
            + unexpected.size()
            + " failed, "
            + known
            + " expected failures");
    assertEquals("", String.join("\n", unexpected));
  }

  private static List<CorpusCase> cases() throws IOException {
    List<CorpusCase> cases = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(CORPUS)) {
      files = all.filter(p -> p.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      int number = 0;
      for (JsonNode json : CorpusCase.MAPPER.readTree(file.toFile()).path("cases")) {
        String name = CORPUS.relativize(file).toString().replace('\\', '/');
        cases.add(new CorpusCase(name + "#" + number++, json));
      }
    }
    return cases;
  }

  /** The listed cases with the reasons why they fail. */
  private static Map<String, String> expectedFailures() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    try (InputStream list = CorpusTest.class.getResourceAsStream("expected-failures.txt")) {
      String text =
          new String(java.util.Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("# ")).toList()) {
        int end = line.indexOf(' ');
        assertEquals(true, end > 0, "a reason is missing: " + line);
        expected.put(line.substring(0, end), line.substring(end).strip());
      }
    }
    return expected;
  }
}
