package dev.keybay.verifier.sample;

import dev.keybay.api.plugin.PluginSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings in memory. */
final class MapSettings implements PluginSettings {
  private final List<Consumer<Map<String, @Nullable Object>>> listeners =
      new CopyOnWriteArrayList<>();
  private volatile Map<String, @Nullable Object> values;

  MapSettings(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  void change(Map<String, @Nullable Object> updated) {
    values = updated;
    listeners.forEach(listener -> listener.accept(updated));
  }

  int listeners() {
    return listeners.size();
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
