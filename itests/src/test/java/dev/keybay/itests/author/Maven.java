package dev.keybay.itests.author;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.itests.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real Maven, by a project's own wrapper, with what this build has downloaded. */
final class Maven {
  private static final Path DOWNLOADED =
      Path.of(System.getProperty("org.ops4j.pax.url.mvn.localRepository"));

  private Maven() {}

  /**
   * Builds a project that has what it needs of Keybay in itself: of {@code dev.keybay} it sees
   * nothing that this machine may have.
   *
   * @param scratch for the local repository
   */
  static void buildAlone(Path project, Path scratch) throws IOException, InterruptedException {
    Path others = Files.createDirectories(scratch.resolve("others"));
    for (Path group : Folders.in(DOWNLOADED)) {
      Path link = others.resolve(group.getFileName().toString());
      if (!group.endsWith("dev") && !Files.exists(link)) {
        Files.createSymbolicLink(link, group);
      }
    }
    run(
        project,
        Map.of(),
        "package",
        "-Daether.offline.protocols=file",
        "-Dmaven.repo.local=" + scratch.resolve("own"),
        "-Dmaven.repo.local.tail=" + others);
  }

  /** Runs it; fails with all of its words. */
  static void run(Path project, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--batch-mode", "--no-transfer-progress", "--offline", "-f", project.toString()));
    all.addAll(List.of(arguments));
    Commands.Result result =
        Commands.run(environment, project.resolve("mvnw"), all.toArray(String[]::new));
    assertEquals(0, result.exit(), result::out);
  }
}
