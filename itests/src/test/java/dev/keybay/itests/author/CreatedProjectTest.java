package dev.keybay.itests.author;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project as {@code keybay plugin create} writes it, built by the real Maven. */
final class CreatedProjectTest {
  private static final Path KEYBAY = Broker.HOME.resolve("bin/keybay");

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void createAndBuild() throws Exception {
    jar = built(folder.resolve("first"));
  }

  private static Path built(Path project) throws Exception {
    Commands.Result created =
        Commands.run(
            Map.of(), KEYBAY, "plugin", "create", "disk-keys", "--dir", project.toString());
    assertEquals(0, created.exit(), created::err);
    Maven.buildAlone(project, folder);
    return project.resolve("target/disk-keys-1.0.0.jar");
  }

  @Test
  void itsJarAnswersWhenDroppedIntoARunningBroker() throws Exception {
    try (Broker broker = Broker.start()) {
      broker.drop(Files.readAllBytes(jar), "disk-keys.jar");
      await("the plugin answers")
          .atMost(Duration.ofMinutes(1))
          .until(() -> broker.get("/kbs/v0/disk-keys").statusCode() == 200);
      assertTrue(broker.get("/kbs/v0/disk-keys").body().startsWith("Hello, "));
    }
  }

  @Test
  void theCheckMissesOnlyWhatAnAuthorAloneCanSay() throws Exception {
    Commands.Result check =
        Commands.run(Map.of(), KEYBAY, "plugin", "check", jar.toString(), "--json");
    assertEquals(0, check.exit(), check::out);
    JsonNode found = new ObjectMapper().readTree(check.out());
    assertEquals("disk-keys-1.0", found.get("stream").textValue());
    assertEquals(2, found.get("format").intValue());
    Set<String> missing = new TreeSet<>();
    found.get("warnings").forEach(each -> missing.add(each.get("message").textValue()));
    assertEquals(
        Set.of(
            "licenses is missing: a catalogue wants it",
            "maintainer is missing: a catalogue wants it"),
        missing);
  }

  @Test
  void aBuildElsewhereAndLaterGivesTheSameBytes() throws Exception {
    Path again = built(Files.createDirectories(folder.resolve("else where")).resolve("second"));
    assertEquals(Folders.sha256(jar), Folders.sha256(again));
  }
}
