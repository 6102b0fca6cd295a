package dev.keybay.client.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.cli.Console;
import dev.keybay.client.cli.Keybay;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PluginCreateTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Greeter",
        "greeter-",
        "1st",
        "resource",
        "install",
        "greeter --version 1.0",
        "greeter --version 1.0.0-SNAPSHOT",
        "greeter --package com.Acme",
        "greeter --package com..acme"
      })
  void whatAHostWouldNotTakeIsNotBegun(String words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream sink = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console =
        new Console(
            InputStream.nullInputStream(),
            sink,
            sink,
            name -> Optional.empty(),
            Optional.of(folder));
    String line = "plugin create --dir " + folder.resolve("new") + " " + words;
    assertEquals(1, Keybay.run(Keybay.commandLine(console), line.split(" ", -1)));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("expected") || said.contains("of the host's own"), said);
  }
}
