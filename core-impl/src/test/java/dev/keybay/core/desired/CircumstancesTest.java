package dev.keybay.core.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.keybay.core.registry.Registry;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircumstancesTest {
  @TempDir private Path folder;

  @Test
  void aSourceThatCannotBeLookedAtHidesNoOther() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Wishes wishes = wishes(file.resolve("below-a-file.jar"), folder.resolve("other.jar"));
    Circumstances before = Circumstances.of(folder, wishes, Registry.EMPTY);
    assertEquals(before, Circumstances.of(folder, wishes, Registry.EMPTY));
    Files.createFile(folder.resolve("other.jar"));
    assertNotEquals(before, Circumstances.of(folder, wishes, Registry.EMPTY));
  }

  @Test
  void aFolderThatCannotBeListedIsACircumstanceToo() {
    Wishes wishes = wishes(folder.resolve("some.jar"));
    Path absent = folder.resolve("absent");
    assertEquals(
        Circumstances.of(absent, wishes, Registry.EMPTY),
        Circumstances.of(absent, wishes, Registry.EMPTY));
  }

  private static Wishes wishes(Path... sources) {
    List<Wishes.OfStream> streams =
        Arrays.stream(sources)
            .map(
                source ->
                    new Wishes.OfStream(
                        new StreamId("p", "1.0"),
                        new PluginVersion("p", "1.0.0"),
                        Optional.of(source.toString()),
                        Optional.empty(),
                        true,
                        false,
                        Optional.empty()))
            .toList();
    return new Wishes(
        false,
        List.of(new Wishes.OfPlugin("p", streams, Optional.empty(), Optional.empty())),
        List.of());
  }
}
