package dev.keybay.api.plugin;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The key of the plugin that asks: 256 random bits, made when it is brought up and again whenever
 * an operator rotates it. With it the plugin is a caller of {@code auth: plugin} rules. Each bundle
 * gets its own; reference it like any service, and ask at each call. Never log {@link #value()}.
 */
@ProviderType
public interface PluginKey {

  /** For the header {@code Authorization}, after {@code Bearer} and a space. */
  String value();
}
