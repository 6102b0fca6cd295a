/** Delivers events to their sinks, and the host's own sinks. */
@NullMarked
package dev.keybay.core.event;

import org.jspecify.annotations.NullMarked;
