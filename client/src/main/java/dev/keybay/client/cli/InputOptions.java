package dev.keybay.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where content comes from: a file, or else standard input. Never the command line. */
final class InputOptions {

  /** More than any broker takes. */
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final Console console;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Read it from this file instead of standard input.")
  private Optional<Path> file = Optional.empty();

  InputOptions(Console console) {
    this.console = console;
  }

  byte[] bytes() {
    try (InputStream in = file.isPresent() ? Files.newInputStream(file.get()) : console.in()) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new CommandFailure("the input is over " + MAX_BYTES + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot read " + file.map(Path::toString).orElse("standard input") + ": " + e, e);
    }
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
