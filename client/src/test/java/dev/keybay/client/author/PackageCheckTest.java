package dev.keybay.client.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageCheckTest {
  @TempDir private Path folder;
  private PluginFolder plugin;
  private Path jar;

  @BeforeEach
  void make() throws IOException {
    plugin = PluginFolder.in(folder.resolve("hello"));
    jar = folder.resolve("hello.jar");
  }

  @Test
  void whatItIsIsSaid() throws IOException {
    String text = CheckReport.text(jar, look());
    for (String line :
        List.of(
            "name         hello",
            "version      1.0.3",
            "stream       hello-1.0",
            "format       2",
            "routes       hello",
            "interfaces   launch",
            "permissions  notify",
            "signature    none")) {
      assertTrue(text.lines().anyMatch(line::equals), () -> line + " in\n" + text);
    }
  }

  @Test
  void whatACatalogueWantsIsAWarning() throws IOException {
    Findings found = look();
    assertEquals(List.of(), found.errors());
    assertEquals(
        List.of("summary", "description", "maintainer", "licenses", "compatibility.host"),
        found.warnings().stream().map(each -> each.message().split(" ", 2)[0]).toList());
  }

  @Test
  void anErrorInTheDescriptorHasItsLineAndColumn() throws IOException {
    plugin.describe("format: 2\n  \nrouts: [hello]\n");
    Findings found = look();
    Finding error = found.errors().get(0);
    assertEquals(3, error.line());
    assertEquals(1, error.column());
    assertTrue(error.message().contains("routes"), error.message());
    assertFalse((Boolean) CheckReport.json(jar, found, false).get("valid"));
  }

  @Test
  void aRouteOfTheHouseIsAWarning() throws IOException {
    plugin.describe(PluginFolder.DESCRIPTOR.replace("[hello]", "[auth]"));
    assertTrue(
        look().warnings().stream().anyMatch(each -> each.message().contains("'auth' is reserved")));
  }

  @Test
  void anUnsignedJarIsNoErrorUnlessASignatureIsAskedFor() throws Exception {
    Path certificates = Files.writeString(folder.resolve("none.pem"), "");
    assertEquals(List.of(), look().errors());
    List<Finding> errors = PackageCheck.look(jar, Optional.of(certificates)).errors();
    assertEquals(List.of(Finding.of("the jar is not signed")), errors);
  }

  @Test
  void halfASignatureIsAnError() throws IOException {
    Files.writeString(plugin.folder().resolve("META-INF/ACME.SF"), "Signature-Version: 1.0\n");
    assertTrue(look().errors().get(0).message().contains("without its block"));
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    assertThrows(CommandFailure.class, () -> PackageCheck.look(jar, Optional.empty()));
  }

  @Test
  void aPartOfTheOpenApiDocumentThatAHostWouldNotShowIsAWarning() throws IOException {
    plugin.say("{\"paths\": {\"/kbs/v0/auth\": {}}}");
    Findings found = look();
    assertEquals(List.of(), found.errors());
    assertTrue(
        found.warnings().stream()
            .anyMatch(each -> each.message().contains("/paths/~1kbs~1v0~1auth")),
        () -> found.warnings().toString());
    plugin.say("{\"paths\": {}}");
    assertTrue(look().warnings().stream().noneMatch(each -> each.message().contains("openapi")));
  }

  private Findings look() throws IOException {
    Files.write(jar, plugin.jar());
    return PackageCheck.look(jar, Optional.empty());
  }
}
