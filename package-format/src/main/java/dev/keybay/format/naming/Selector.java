package dev.keybay.format.naming;

import java.util.Optional;

/**
 * How a caller names a version.
 *
 * @param name the route's or plugin's name
 * @param version what follows the {@code @}: one to three numbers; empty for the promoted one
 */
public record Selector(String name, Optional<String> version) {
  /** Reads {@code name} or {@code name@1}, {@code name@1.0}, {@code name@1.0.3}. */
  public static Optional<Selector> parse(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return Optional.of(new Selector(text, Optional.empty()));
    }
    String version = text.substring(at + 1);
    return VersionNumbers.areSelection(version)
        ? Optional.of(new Selector(text.substring(0, at), Optional.of(version)))
        : Optional.empty();
  }

  /** Whether it names one version, with all three numbers. */
  public boolean isExact() {
    return version.filter(text -> text.chars().filter(c -> c == '.').count() == 2).isPresent();
  }

  /**
   * Whether it takes a version, for example {@code 1.0} takes {@code 1.0.3} and not {@code 1.01.0}.
   */
  public boolean takes(String candidate) {
    return version.isEmpty()
        || candidate.equals(version.get())
        || candidate.startsWith(version.get() + ".");
  }
}
