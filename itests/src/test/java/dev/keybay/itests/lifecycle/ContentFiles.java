package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a broker's content store. */
record ContentFiles(Broker broker) {
  Set<String> names() throws IOException {
    return names(folder());
  }

  /** The file that a version's bytes are in. */
  Path of(String version) throws IOException, InterruptedException {
    return folder().resolve(file(new PluginApi(broker).listed(version)));
  }

  /** Asserts that each registered version has its file, and that there is no other. */
  void assertExactlyTheRegistered() throws IOException, InterruptedException {
    Set<String> registered = new TreeSet<>();
    for (JsonNode each : new PluginApi(broker).list()) {
      registered.add(file(each));
    }
    assertEquals(registered, names());
    assertEquals(Set.of(), names(folder().resolve("incoming")));
  }

  private Path folder() {
    return broker.data().resolve("plugins");
  }

  private static String file(JsonNode listed) {
    return listed.get("digest").textValue().substring("sha256:".length()) + ".jar";
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
