package dev.keybay.format.naming;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.DescriptorReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is reserved, beside what ships and what authors are told. */
final class ReservedNamesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyRouteOfAPluginThatShipsIsReserved() throws Exception {
    int looked = 0;
    for (Path file : descriptors()) {
      Descriptor descriptor = DescriptorReader.read(Files.readAllBytes(file));
      // That one is an example, and may well make room for somebody's own.
      if (!file.toString().contains("plugin-hello")) {
        for (String route : descriptor.routes()) {
          assertTrue(ReservedNames.ROUTES.contains(route), () -> route + " of " + file);
          looked++;
        }
      }
    }
    assertTrue(looked >= 10, "the plugins that ship were not found");
  }

  @Test
  void authorsAreToldOfEach() throws IOException {
    String row =
        Files.readString(ROOT.resolve("docs/writing-a-plugin.md"))
            .lines()
            .filter(line -> line.startsWith("| `routes` | first path segments"))
            .findFirst()
            .orElseThrow();
    for (String route : ReservedNames.ROUTES) {
      assertTrue(row.contains("`" + route + "`"), () -> route + " in: " + row);
    }
  }

  private static List<Path> descriptors() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main/resources").resolve(Descriptor.ENTRY))
          .filter(Files::exists)
          .toList();
    }
  }
}
