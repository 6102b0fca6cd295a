package dev.keybay.format.jar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryJarTest {
  @TempDir private Path folder;

  @BeforeEach
  void fill() throws IOException {
    write("one/META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n");
    write("one/A.class", "a");
    write("one/b/c.txt", "from one");
    write("two/b/c.txt", "from two");
  }

  @Test
  void theManifestIsFirstAndALaterFolderWins() throws IOException {
    Map<String, String> entries = entries(pack("one", "two"));
    assertEquals(
        List.of("META-INF/MANIFEST.MF", "A.class", "b/c.txt"), List.copyOf(entries.keySet()));
    assertEquals("from two", entries.get("b/c.txt"));
  }

  @Test
  void theSameFilesGiveTheSameBytesWheneverTheyWereWritten() throws IOException {
    byte[] before = pack("one");
    Files.setLastModifiedTime(
        folder.resolve("one/A.class"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    assertArrayEquals(before, pack("one"));
  }

  @Test
  void hiddenFilesAreLeftOut() throws IOException {
    byte[] before = pack("one");
    write("one/.A.class.swp", "an editor's");
    assertArrayEquals(before, pack("one"));
  }

  @Test
  void aFolderWithoutAManifestIsNoJar() {
    assertThrows(NoSuchFileException.class, () -> pack("two"));
  }

  private byte[] pack(String... names) throws IOException {
    return DirectoryJar.pack(List.of(names).stream().map(folder::resolve).toList());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Map<String, String> entries(byte[] jar) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
