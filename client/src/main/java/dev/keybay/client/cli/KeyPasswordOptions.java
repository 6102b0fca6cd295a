package dev.keybay.client.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the password of a key comes from. Never the command line, which others can see. */
final class KeyPasswordOptions {
  private static final String VARIABLE = "KEYBAY_KEY_PASSWORD";

  private final Console console;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Read the key's password from the first line of this file.")
  private Optional<Path> file = Optional.empty();

  KeyPasswordOptions(Console console) {
    this.console = console;
  }

  char[] read() {
    try {
      if (file.isPresent()) {
        try (BufferedReader in = Files.newBufferedReader(file.get())) {
          return line(in);
        }
      }
      Optional<String> variable = console.env().apply(VARIABLE);
      if (variable.isPresent()) {
        return variable.get().toCharArray();
      }
      if (console.in() == System.in) {
        Optional<char[]> typed = terminal();
        if (typed.isPresent()) {
          return typed.get();
        }
      }
      return line(new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new CommandFailure("cannot read the key's password: " + e, e);
    }
  }

  /** Typed without being shown. */
  @SuppressWarnings("SystemConsoleNull") // from Java 22 on it reads redirected input as well
  private static Optional<char[]> terminal() {
    return Optional.ofNullable(System.console())
        .map(terminal -> terminal.readPassword("Password of the key: "));
  }

  private static char[] line(BufferedReader in) throws IOException {
    String line = in.readLine();
    return line == null ? new char[0] : line.toCharArray();
  }
}
