package dev.keybay.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What to start.
 *
 * @param home the distribution
 * @param data the data folder
 * @param givenConf the settings folder, if one was named: then it must exist
 * @param givenDeploy the watched folder, if one was named
 * @param settings text by {@code NAME.KEY}; these win over the files
 */
record LaunchPlan(
    Path home,
    Path data,
    Optional<Path> givenConf,
    Optional<Path> givenDeploy,
    Map<String, String> settings) {
  private static final String DEFAULT_PORT = "8080";

  Path conf() {
    return givenConf.orElseGet(() -> home.resolve("conf"));
  }

  Path deploy() {
    return givenDeploy.orElseGet(() -> home.resolve("deploy"));
  }

  /**
   * The port of 127.0.0.1 that the broker will want. Empty if a settings file may say otherwise:
   * then it is found out when HTTP opens.
   */
  OptionalInt loopbackPort() {
    String port = settings.getOrDefault("http.port", DEFAULT_PORT).strip();
    boolean known = !settings.containsKey("http.address") && isPort(port);
    return known && Files.notExists(conf().resolve("http.json"))
        ? OptionalInt.of(Integer.parseInt(port))
        : OptionalInt.empty();
  }

  /** The port of the option, else of the environment, if either gives one. */
  static Optional<String> port(@Nullable Integer option) throws StartupException {
    Optional<String> text =
        Optional.ofNullable(option)
            .map(Object::toString)
            .or(() -> Environment.value("KEYBAY_PORT").map(String::strip));
    if (text.isPresent() && !isPort(text.get())) {
      throw new StartupException(
          "the port is "
              + text.get()
              + ", but a port is a number from 0 to 65535. Give another with --port or KEYBAY_PORT;"
              + " 0 takes a free one.");
    }
    return text;
  }

  private static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535;
  }

  /** Without the values of settings, which may be secrets. */
  @Override
  public String toString() {
    return "data " + data + ", settings " + settings.keySet();
  }
}
