package dev.keybay.client.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a command sees of the world around it. A command class may have a constructor that takes
 * one.
 *
 * @param in standard input
 * @param out standard output, for results
 * @param err standard error, for progress and errors
 * @param env environment variables
 * @param home Keybay's folder, where it was installed, if known
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Function<String, Optional<String>> env,
    Optional<Path> home) {

  /** The process's own; {@code home} is the system property {@code keybay.home}. */
  public static Console system() {
    return new Console(
        System.in,
        System.out,
        System.err,
        name -> Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()),
        Optional.ofNullable(System.getProperty("keybay.home")).map(Path::of));
  }
}
