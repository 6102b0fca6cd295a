package dev.keybay.api.event;

import dev.keybay.api.plugin.PluginState;
import java.util.Map;

/** A plugin version entered a state; the detail says why, and may be empty. */
public record PluginStateChanged(String plugin, String version, PluginState state, String detail)
    implements Event {
  @Override
  public String topic() {
    return "plugin/state";
  }

  @Override
  public Map<String, String> attributes() {
    return Map.of("plugin", plugin, "version", version, "state", state.name(), "detail", detail);
  }
}
