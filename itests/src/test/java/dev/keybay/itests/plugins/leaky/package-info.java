/** A plugin that leaves things behind. */
@NullMarked
package dev.keybay.itests.plugins.leaky;

import org.jspecify.annotations.NullMarked;
