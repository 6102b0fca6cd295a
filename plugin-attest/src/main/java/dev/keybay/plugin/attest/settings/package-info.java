/** The plugin's settings. */
@NullMarked
package dev.keybay.plugin.attest.settings;

import org.jspecify.annotations.NullMarked;
