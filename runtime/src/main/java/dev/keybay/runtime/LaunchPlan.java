package dev.keybay.runtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to start.
 *
 * @param home the distribution
 * @param port 0 to 65535; 0 takes a free one
 * @param data the data folder
 * @param givenConf the settings folder, if one was named: then it must exist
 * @param givenDeploy the watched folder, if one was named
 * @param settings text by {@code NAME.KEY}; these win over the files
 */
record LaunchPlan(
    Path home,
    int port,
    Path data,
    Optional<Path> givenConf,
    Optional<Path> givenDeploy,
    Map<String, String> settings) {

  Path conf() {
    return givenConf.orElseGet(() -> home.resolve("conf"));
  }

  Path deploy() {
    return givenDeploy.orElseGet(() -> home.resolve("deploy"));
  }

  /** The port of the option, else of the environment, else 8080. */
  static int port(@Nullable Integer option) throws StartupException {
    String text =
        option != null ? option.toString() : Environment.value("KEYBAY_PORT").orElse("8080");
    if (!text.strip().matches("[0-9]{1,5}") || Integer.parseInt(text.strip()) > 65535) {
      throw new StartupException(
          "the port is "
              + text
              + ", but a port is a number from 0 to 65535. Give another with --port or KEYBAY_PORT;"
              + " 0 takes a free one.");
    }
    return Integer.parseInt(text.strip());
  }

  /** Without the values of settings, which may be secrets. */
  @Override
  public String toString() {
    return "port " + port + ", data " + data + ", settings " + settings.keySet();
  }
}
