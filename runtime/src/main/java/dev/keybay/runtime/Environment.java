package dev.keybay.runtime;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command line option is when it is not given: an environment variable, else a default. */
final class Environment {
  private Environment() {}

  /** The folder of the distribution, from {@code bin/keybay}. */
  static Path home() {
    return Path.of(System.getProperty("keybay.home", ".")).toAbsolutePath().normalize();
  }

  /** The data folder that a command means. */
  static Path data(@Nullable Path option) {
    return folder(option, "KEYBAY_DATA").orElseGet(() -> home().resolve("data"));
  }

  static Optional<Path> folder(@Nullable Path option, String variable) {
    return Optional.ofNullable(option)
        .or(() -> value(variable).map(Path::of))
        .map(path -> path.toAbsolutePath().normalize());
  }

  /** The variable's text; one that is empty counts as not set. */
  static Optional<String> value(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isBlank());
  }
}
