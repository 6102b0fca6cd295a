/**
 * The descriptor of a plugin, {@code OSGI-INF/keybay/plugin.yaml}: its shape and its strict reader.
 */
@NullMarked
package dev.keybay.format.descriptor;

import org.jspecify.annotations.NullMarked;
