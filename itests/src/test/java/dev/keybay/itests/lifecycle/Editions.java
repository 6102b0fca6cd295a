package dev.keybay.itests.lifecycle;

import dev.keybay.itests.plugins.edition.EditionServlet;
import dev.keybay.itests.plugins.needy.ThrowingServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Jars of the plugin {@code edition}, whose every version answers with its number. */
final class Editions {
  static final String NAME = "edition";

  private static final TestPlugin DESCRIBED = TestPlugin.open(NAME, EditionServlet.class);
  private static final TestPlugin FAILING =
      TestPlugin.open(NAME, ThrowingServlet.class)
          .describedBy(
              "format: 2\nname: " + NAME + "\nroutes: [probe]\ninterfaces:\n  launch: {}\n");
  private static final Map<String, byte[]> built = new ConcurrentHashMap<>();

  private Editions() {}

  /** Of format 2. */
  static byte[] jar(String version) {
    return built.computeIfAbsent(version, DESCRIBED::jar);
  }

  /** The same version with other bytes. */
  static byte[] rebuilt(String version) {
    return DESCRIBED.with("X-Build", "another").jar(version);
  }

  /** Of format 1: a bundle without a descriptor. */
  static byte[] plain(String version) {
    return built.computeIfAbsent("plain " + version, key -> DESCRIBED.undescribed().jar(version));
  }

  /** One that cannot start. */
  static byte[] failing(String version) {
    return built.computeIfAbsent("failing " + version, key -> FAILING.jar(version));
  }
}
