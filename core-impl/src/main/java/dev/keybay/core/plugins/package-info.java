/**
 * Bundles that are plugins: where they come from, what state they are in, and how their endpoints
 * get on and off the routes.
 *
 * <p>Start with {@link dev.keybay.core.plugins.Endpoints} and {@link
 * dev.keybay.core.plugins.Plugins}.
 */
@NullMarked
package dev.keybay.core.plugins;

import org.jspecify.annotations.NullMarked;
