/** A plugin that never comes back from its activation. */
@NullMarked
package dev.keybay.itests.plugins.hanging;

import org.jspecify.annotations.NullMarked;
