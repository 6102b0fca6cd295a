package dev.keybay.client.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.cli.CommandFailure;
import dev.keybay.format.descriptor.PackageFormats;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.naming.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

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
  void theNewPluginIsOfTheHighestFormat() throws Exception {
    Path project = folder.resolve("described");
    ProjectTemplate.write(author, project, NAMES);
    byte[] yaml =
        Files.readAllBytes(project.resolve("src/main/resources/OSGI-INF/keybay/plugin.yaml"));
    PluginIdentity identity =
        PluginIdentity.read("com.acme.disk-keys", new Version(0, 1, 0), Optional.of(yaml));
    assertEquals(PackageFormats.DESCRIBED, identity.format());
    assertEquals("disk-keys-0.1", StreamId.of(identity.plugin(), identity.format()).toString());
    assertTrue(new String(yaml, StandardCharsets.UTF_8).contains("format: 2"));
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
