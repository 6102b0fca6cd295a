package dev.keybay.core.config;

import dev.keybay.format.naming.PluginNames;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a set of settings, as in {@code conf/NAME.json} and {@code --set NAME.key=value}.
 *
 * @param pid the persistent identity of the component, or of the factory: {@code keybay.} and the
 *     name before {@code ~}
 * @param instance the name after {@code ~}: one of several of the same kind
 */
record ConfigName(String pid, Optional<String> instance) {
  private static final String PREFIX = "keybay.";

  private static final Pattern SHAPE =
      Pattern.compile("([a-z][A-Za-z0-9._-]{0,99})(?:~([A-Za-z0-9._-]{1,64}))?");

  /** Settings of plugins: {@code plugin.NAME} for every stream, {@code plugin.NAME_1_0} for one. */
  private static final Pattern PLUGIN =
      Pattern.compile("keybay\\.plugin\\.([^_]+)(?:_[0-9]+_[0-9]+)?");

  /** Empty where the text is not a name. */
  static Optional<ConfigName> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ConfigName(PREFIX + matcher.group(1), Optional.ofNullable(matcher.group(2))))
        : Optional.empty();
  }

  /** True if the settings are a plugin's: checked by the plugin, which knows them. */
  boolean ofPlugin() {
    Matcher matcher = PLUGIN.matcher(pid);
    return instance.isEmpty() && matcher.matches() && PluginNames.isName(matcher.group(1));
  }

  /** How the operator writes a PID. */
  static String shortName(String pid) {
    return pid.startsWith(PREFIX) ? pid.substring(PREFIX.length()) : pid;
  }

  @Override
  public String toString() {
    return shortName(pid) + instance.map(name -> "~" + name).orElse("");
  }
}
