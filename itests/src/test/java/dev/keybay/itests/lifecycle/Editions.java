package dev.keybay.itests.lifecycle;

import dev.keybay.itests.plugins.caller.CallerServlet;
import dev.keybay.itests.plugins.edition.EditionServlet;
import dev.keybay.itests.plugins.needy.ThrowingServlet;
import dev.keybay.itests.plugins.quiet.QuietComponent;
import dev.keybay.itests.plugins.reserved.ReservedServlet;
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

  /** One with more in its descriptor. */
  static byte[] saying(String version, String yaml) {
    return built.computeIfAbsent(
        version + yaml,
        key -> DESCRIBED.describedBy(DESCRIBED.descriptor() + yaml + "\n").jar(version));
  }

  /** A plugin of another name without an endpoint, with more in its descriptor. */
  static byte[] quiet(String name, String version, String yaml) {
    TestPlugin quiet =
        new TestPlugin(
            name, QuietComponent.class, "format: 2\nname: " + name + "\n" + yaml + "\n", Map.of());
    return built.computeIfAbsent(name + version + yaml, key -> quiet.jar(version));
  }

  /** One that calls the host, which it asks for these permissions of. */
  static byte[] calling(String version, String permissions) {
    String yaml =
        "format: 2\nname: edition\npermissions: { host: ["
            + permissions
            + "] }\ninterfaces:\n  launch:\n    access:\n"
            + "      - { methods: [GET], path: who, auth: plugin }\n"
            + "      - { methods: [GET], path: \"**\", auth: public }\n";
    return built.computeIfAbsent(
        version + yaml,
        key -> TestPlugin.open(NAME, CallerServlet.class).describedBy(yaml).jar(version));
  }

  /** One that owns a reserved route besides its own. */
  static byte[] reserved(String version) {
    return built.computeIfAbsent(
        "reserved " + version,
        key ->
            TestPlugin.open(NAME, ReservedServlet.class)
                .describedBy(
                    "format: 2\nname: edition\nroutes: [orders]\ninterfaces: { launch: {} }\n")
                .jar(version));
  }

  /** One that cannot start. */
  static byte[] failing(String version) {
    return built.computeIfAbsent("failing " + version, key -> FAILING.jar(version));
  }
}
