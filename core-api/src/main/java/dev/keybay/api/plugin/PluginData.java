package dev.keybay.api.plugin;

import dev.keybay.api.store.SecretNamespace;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The stored data of the plugin that asks: its own namespace of the key store, which survives swaps
 * and restarts and is shared by all versions of the plugin. Each bundle gets its own; reference it
 * like any service.
 */
@ProviderType
public interface PluginData extends SecretNamespace {}
