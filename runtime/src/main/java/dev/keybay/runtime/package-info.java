/**
 * The launcher: it starts the OSGi framework with the bundles of the distribution, waits until the
 * broker serves, and stops it. No application logic. Start at {@link dev.keybay.runtime.Main} and
 * {@link dev.keybay.runtime.Broker}.
 */
@NullMarked
package dev.keybay.runtime;

import org.jspecify.annotations.NullMarked;
