/** A plugin that fails at every request. */
@NullMarked
package dev.keybay.itests.plugins.faulty;

import org.jspecify.annotations.NullMarked;
