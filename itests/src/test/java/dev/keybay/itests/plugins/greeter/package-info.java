/** The plugin of the guide from a plain bundle to a plugin. */
@NullMarked
package dev.keybay.itests.plugins.greeter;

import org.jspecify.annotations.NullMarked;
