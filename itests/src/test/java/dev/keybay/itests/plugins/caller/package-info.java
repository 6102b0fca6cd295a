/** A plugin that calls the host and other plugins with its key. */
@NullMarked
package dev.keybay.itests.plugins.caller;

import org.jspecify.annotations.NullMarked;
