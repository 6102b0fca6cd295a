package dev.keybay.core.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampsTest {
  @TempDir Path folder;

  @Test
  void whatHasNotChangedHasTheSameStamps() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "x");
    assertEquals(FileStamps.of(List.of(file)), FileStamps.of(List.of(file)));
  }

  @Test
  void anotherFileOfTheSameLengthAndTimeIsSeen() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "x");
    FileTime time = Files.getLastModifiedTime(file);
    FileStamps before = FileStamps.of(List.of(file));
    Path other = Files.writeString(folder.resolve("b"), "y");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertNotEquals(before, FileStamps.of(List.of(file)));
  }

  @Test
  void aFolderBehindALinkThatMovesIsSeen() throws Exception {
    for (String name : new String[] {"one", "two"}) {
      Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("key"), name);
    }
    Path link = Files.createSymbolicLink(folder.resolve("now"), folder.resolve("one"));
    FileStamps before = FileStamps.of(List.of(link.resolve("key")));
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("two"));
    assertNotEquals(before, FileStamps.of(List.of(link.resolve("key"))));
  }

  @Test
  void aFileThatComesOrGoesIsSeen() throws Exception {
    Path file = folder.resolve("a");
    FileStamps without = FileStamps.of(List.of(file));
    Files.writeString(file, "x");
    assertNotEquals(without, FileStamps.of(List.of(file)));
    Files.delete(file);
    assertEquals(without, FileStamps.of(List.of(file)));
  }
}
