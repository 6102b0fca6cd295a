package dev.keybay.api.plugin;

/**
 * One thing that an operation changed, or would change.
 *
 * @param plugin a version ({@code name@1.0.3}), a stream ({@code name-1.0}) or a name
 * @param change what became of it, a word or two: {@code installed}, {@code updated}, {@code
 *     stopped}, {@code kept}, {@code failed}
 * @param detail more words, empty if there is no more to say
 */
public record PluginChange(String plugin, String change, String detail) {}
