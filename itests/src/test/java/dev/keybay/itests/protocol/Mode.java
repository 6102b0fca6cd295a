package dev.keybay.itests.protocol;

import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whose answers a broker gives, by the setting {@code kbs.compat}. */
enum Mode {
  KEYBAY,
  TRUSTEE;

  /** A broker of this mode that takes sample evidence, in a fresh folder. */
  Broker start(String... options) throws IOException {
    return Broker.start(options(options).toArray(String[]::new));
  }

  /** The same on folders that are there already. */
  Broker startIn(Path root) throws IOException {
    return Broker.startIn(
        root, Path.of(System.getProperty("java.home")), options().toArray(String[]::new));
  }

  /** What is expected of this mode. */
  <T> T of(T keybay, T trustee) {
    return this == KEYBAY ? keybay : trustee;
  }

  private List<String> options(String... further) {
    return Stream.concat(
            Stream.of("--sample-tee", "--set", "kbs.compat=" + of("keybay", "trustee")),
            Stream.of(further))
        .toList();
  }
}
