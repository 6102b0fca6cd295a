/** A plugin that tries to get round the router. */
@NullMarked
package dev.keybay.itests.plugins.intruder;

import org.jspecify.annotations.NullMarked;
