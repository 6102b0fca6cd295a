/**
 * The keys with which plugins call the host, and what each may call. Start with {@link
 * dev.keybay.core.pluginkey.PluginKeys}.
 */
@NullMarked
package dev.keybay.core.pluginkey;

import org.jspecify.annotations.NullMarked;
