package dev.keybay.api.plugin;

import org.jspecify.annotations.Nullable;

/**
 * One setting of a plugin as it counts.
 *
 * @param key its name
 * @param value a JSON value as plain Java; {@code ***} for a secret
 * @param source {@code default}, {@code file} or {@code environment}
 * @param from where exactly, for example {@code plugin.hello.json}
 */
public record EffectiveSetting(String key, @Nullable Object value, String source, String from) {}
