/**
 * Plugins that the settings folder wants: the file is read, and the broker brought to it by the
 * same operations that an operator has.
 *
 * <p>Start with {@link dev.keybay.core.desired.DesiredPlugins} and {@link
 * dev.keybay.core.desired.Convergence}.
 */
@NullMarked
package dev.keybay.core.desired;

import org.jspecify.annotations.NullMarked;
