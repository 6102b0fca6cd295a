package dev.keybay.client.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevLoopTest {
  private static final Map<String, Object> REPORT =
      Map.of("changes", List.of(Map.of("plugin", "hello@1.0.3", "change", "replaced")));

  private final List<byte[]> installed = new ArrayList<>();
  private final List<DevEvent> events = new ArrayList<>();
  private boolean running = true;

  @TempDir private Path folder;
  private PluginFolder plugin;
  private DevLoop loop;

  @BeforeEach
  void make() throws IOException {
    plugin = PluginFolder.in(folder.resolve("hello"));
    loop = new DevLoop(DevProject.in(plugin.folder()), this::install, events::add);
  }

  @Test
  void whatStoodStillForALookIsHandedOverOnce() {
    loop.look();
    assertEquals(0, installed.size());
    look(3);
    assertEquals(1, installed.size());
    assertTrue(events.get(0).text().startsWith("hello@1.0.3 replaced"), events.get(0)::text);
  }

  @Test
  void aChangeIsHandedOver() throws IOException {
    look(2);
    plugin.describe(PluginFolder.DESCRIPTOR + "x-changed: true\n");
    look(2);
    assertEquals(2, installed.size());
  }

  @Test
  void aMistakeIsToldWithItsLineAndNotHandedOver() throws IOException {
    look(2);
    plugin.describe(PluginFolder.DESCRIPTOR + "wrong: true\n");
    look(4);
    assertEquals(1, installed.size());
    assertEquals(2, events.size());
    assertTrue(events.get(1).text().contains("line 7, column 1"), events.get(1)::text);
    plugin.describe(PluginFolder.DESCRIPTOR + "x-right: true\n");
    look(2);
    assertEquals(2, installed.size());
  }

  @Test
  void aBrokerThatIsNotThereIsAskedAgain() {
    running = false;
    look(5);
    assertEquals(List.of(new DevEvent(false, "no broker is running here")), events);
    running = true;
    look(1);
    assertEquals(1, installed.size());
  }

  @Test
  void aProjectThatIsNotBuiltIsWaitedFor() throws IOException {
    Path project = folder.resolve("project");
    Files.createDirectories(project);
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    loop = new DevLoop(DevProject.in(project), this::install, events::add);
    Files.createDirectories(project.resolve("src/main/resources"));
    Files.writeString(project.resolve("src/main/resources/a.txt"), "a");
    look(3);
    assertTrue(events.get(0).text().startsWith("waiting for "), events.get(0)::text);
    PluginFolder.in(project.resolve("target/classes"));
    look(2);
    assertEquals(1, installed.size());
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      loop.look();
    }
  }

  private Map<String, Object> install(byte[] jar) {
    if (!running) {
      throw new CommandFailure("no broker is running here");
    }
    installed.add(jar);
    return REPORT;
  }
}
