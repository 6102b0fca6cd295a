package dev.keybay.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a plugin in the broker's list.
 *
 * @param name the plugin's name
 * @param version three numbers
 * @param state in capitals: {@code SERVING}, {@code DISABLED}, {@code FAILED} and others
 * @param members all that the broker says about it
 */
public record ListedPlugin(
    String name, String version, String state, Map<String, @Nullable Object> members) {

  /** Whether it answers requests. */
  public boolean isServing() {
    return state.equals("SERVING");
  }
}
