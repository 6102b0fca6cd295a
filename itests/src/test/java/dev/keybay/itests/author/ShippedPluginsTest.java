package dev.keybay.itests.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugins that ship, held to what authors are asked for. */
final class ShippedPluginsTest {
  private static final Path ROOT = Broker.HOME.resolve("../../..").normalize();

  @TempDir private Path folder;

  @Test
  void aBuildElsewhereAndLaterGivesTheSameBytes() throws Exception {
    copySources();
    List<Path> shipped = Folders.in(Broker.HOME.resolve("plugins"));
    String modules =
        shipped.stream().map(ShippedPluginsTest::module).collect(Collectors.joining(","));
    Maven.run(
        folder,
        Map.of("TZ", "Pacific/Auckland", "LC_ALL", "C"),
        "package",
        "--projects",
        modules,
        "--also-make",
        "-Dmaven.test.skip=true",
        "-Dspotless.check.skip=true");
    assertTrue(shipped.size() >= 5, shipped::toString);
    for (Path jar : shipped) {
      Path again = folder.resolve(module(jar)).resolve("target").resolve(jar.getFileName());
      assertEquals(Folders.sha256(jar), Folders.sha256(again), jar::toString);
    }
  }

  @Test
  void aHostWouldTakeEachOfThem() throws Exception {
    for (Path jar : Folders.in(Broker.HOME.resolve("plugins"))) {
      Commands.Result check =
          Commands.run(
              Map.of(), Broker.HOME.resolve("bin/keybay"), "plugin", "check", jar.toString());
      assertEquals(0, check.exit(), check::out);
    }
  }

  /** What is built, and the poms of the rest, which Maven reads. */
  private void copySources() throws Exception {
    for (Path each : Folders.in(ROOT)) {
      String name = each.getFileName().toString();
      if (Files.exists(each.resolve("pom.xml"))) {
        for (String part : List.of("pom.xml", "bnd.bnd", "src/main")) {
          if (Files.exists(each.resolve(part))) {
            Folders.copy(each.resolve(part), folder.resolve(name).resolve(part));
          }
        }
      } else if (List.of("pom.xml", "mvnw", ".mvn", "docs").contains(name)) {
        Folders.copy(each, folder.resolve(name));
      }
    }
  }

  private static String module(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d.*", "");
  }
}
