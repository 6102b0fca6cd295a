package dev.keybay.client.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in it is tested by building it, with the whole distribution. */
final class ProjectTemplateTest {
  private static final ProjectNames NAMES = new ProjectNames("disk-keys", "com.acme.disk", "0.1.0");

  @TempDir private Path folder;
  private Path author;

  @BeforeEach
  void makeTheDistributionsPart() throws IOException {
    author = Files.createDirectories(folder.resolve("author"));
    Files.createDirectories(author.resolve("repository"));
    Files.writeString(author.resolve("mvnw"), "#!/bin/sh\n");
  }

  @Test
  void theNamesAreInAllFilesAndNoPlaceholderIsLeft() throws IOException {
    Path project = folder.resolve("new/project");
    ProjectTemplate.write(author, project, NAMES);
    assertTrue(Files.exists(project.resolve("src/main/java/com/acme/disk/DiskKeysServlet.java")));
    assertTrue(Files.readString(project.resolve("pom.xml")).contains("<version>0.1.0</version>"));
    assertTrue(Files.exists(project.resolve("mvnw")));
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        assertFalse(
            text.contains("{{") || text.matches("(?s).*@[a-z.]+\\.version@.*"), file::toString);
      }
    }
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(project.resolve("mine.txt"), "mine");
    assertThrows(CommandFailure.class, () -> ProjectTemplate.write(author, project, NAMES));
    try (Stream<Path> files = Files.list(project)) {
      assertEquals(1, files.count());
    }
  }
}
