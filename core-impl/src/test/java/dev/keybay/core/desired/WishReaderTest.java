package dev.keybay.core.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.plugin.PluginChange;
import dev.keybay.core.config.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WishReaderTest {
  @TempDir private Path folder;

  @Test
  void allThatCanBeWantedIsRead() throws IOException {
    Wishes wishes =
        read(
            """
            {"others": "disable",
             "plugins": {"hello": {
               "streams": {
                 "1.0": {"version": "1.0.3", "source": "jars/hello.jar", "exposed": true},
                 "1.1": {"version": "1.1.0", "enabled": false, "consent": true}},
               "promoted": "1.0",
               "route": {"1.0.3": 95, "1.1.0": 5}}}}
            """);
    assertTrue(wishes.disableOthers());
    assertEquals(List.of(), wishes.broken());
    Wishes.OfPlugin hello = wishes.plugins().get(0);
    Wishes.OfStream first = hello.streams().get(0);
    assertEquals("hello@1.0.3", first.version().toString());
    assertEquals(Optional.of(folder.resolve("jars/hello.jar").toString()), first.source());
    assertEquals(Optional.of(true), first.exposed());
    assertTrue(first.enabled());
    assertFalse(first.consent());
    assertFalse(hello.streams().get(1).enabled());
    assertTrue(hello.streams().get(1).consent());
    assertEquals("hello-1.0", hello.promoted().orElseThrow().toString());
    assertEquals(2, hello.route().orElseThrow().size());
  }

  @Test
  void everyNameThatAPluginMayHaveIsTaken() throws IOException {
    Wishes wishes =
        read(
            """
            {"plugins": {
              "0auth.v2-x": {"streams": {"1.0": {"version": "1.0.1720094400"}}},
              "oauth-2.0": {"streams": {"1.0": {"version": "1.0.0"}}}}}
            """);
    assertEquals("0auth.v2-x", wishes.plugins().get(0).name());
    assertEquals(1, wishes.plugins().size());
    assertTrue(said(wishes).contains("not ending as a stream does"), said(wishes));
  }

  @Test
  void eachProblemHasItsPlaceAndWhatWasExpected() throws IOException {
    Wishes wishes =
        read(
            """
            {"plugins": {
              "good": {"streams": {"1.0": {"version": "1.0.0"}}},
              "bad": {"streams": {
                "1.0": {"version": 7},
                "1.1": {"version": "1.2.0", "enabled": "yes", "consent": "host:notify"},
                "1.2": {"version": "1.2.0", "source": "a\\u0000b"},
                "two": {}},
                "route": {"1.0.0": 50}}}}
            """);
    assertEquals("good", wishes.plugins().get(0).name());
    assertEquals(1, wishes.plugins().size());
    String said = said(wishes);
    assertTrue(said.contains("line 4, column 24"), said);
    assertTrue(said.contains("\"version\": expected three numbers"), said);
    assertTrue(said.contains("expected a version of the stream 1.1, got \"1.2.0\""), said);
    assertTrue(said.contains("\"enabled\": expected true or false, got \"yes\""), said);
    assertTrue(said.contains("\"consent\": expected true or false"), said);
    assertTrue(said.contains("\"source\": expected a path"), said);
    assertTrue(said.contains("expected streams by their two numbers"), said);
    assertTrue(said.contains("expected shares that sum to 100, got 50"), said);
  }

  @Test
  void whileAnEntryIsBrokenNobodyIsSwitchedOff() throws IOException {
    Wishes wishes = read("{\"others\": \"disable\", \"plugins\": {\"x\": 5}}");
    assertFalse(wishes.disableOthers());
    assertTrue(said(wishes).contains("nobody is switched off"));
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("plugins.desired.json"), "{\"plugins\": {,}}");
    IOException refused = assertThrows(IOException.class, () -> Document.read(file));
    assertTrue(refused.getMessage().contains("line 1, column "), refused.getMessage());
  }

  private Wishes read(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("plugins.desired.json"), json);
    return new WishReader(folder).read(Document.read(file));
  }

  private static String said(Wishes wishes) {
    return wishes.broken().stream().map(PluginChange::detail).collect(Collectors.joining("\n"));
  }
}
