package dev.keybay.api.plugin;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The effective configuration of the plugin that asks: the defaults of its descriptor, overridden
 * key by key by the operator. Each bundle gets its own; reference it like any service. Plugin
 * components set {@code configurationPolicy = IGNORE} and take their settings from here.
 *
 * <p>Values are JSON values as plain Java. Thread-safe. Never log {@link #values()}: a setting may
 * be a secret.
 */
@ProviderType
public interface PluginSettings {

  /** An immutable snapshot. */
  Map<String, @Nullable Object> values();

  /** The value as text, or {@code otherwise} where there is none. */
  default String text(String key, String otherwise) {
    Object value = values().get(key);
    return value == null ? otherwise : value.toString();
  }

  /** True if the value is {@code true}, as a Boolean or as text. */
  default boolean flag(String key) {
    return Boolean.parseBoolean(text(key, "false"));
  }

  /**
   * Calls the listener with each new snapshot, on a thread of the host, until closed. The host
   * closes what a plugin leaves open when the plugin stops.
   */
  AutoCloseable onChange(Consumer<Map<String, @Nullable Object>> listener);
}
