package dev.keybay.testing;

import dev.keybay.api.plugin.PluginSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings in memory, which a test changes. Listeners are told on its thread. */
public final class MapSettings implements PluginSettings {
  private final List<Consumer<Map<String, @Nullable Object>>> listeners =
      new CopyOnWriteArrayList<>();
  private volatile Map<String, @Nullable Object> values;

  /** With values: JSON as plain Java. */
  public MapSettings(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /** As if an operator had changed them. */
  public void change(Map<String, @Nullable Object> updated) {
    values = updated;
    listeners.forEach(listener -> listener.accept(updated));
  }

  @Override
  public Map<String, @Nullable Object> values() {
    return values;
  }

  @Override
  public AutoCloseable onChange(Consumer<Map<String, @Nullable Object>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
