/**
 * The way of a request: the only servlet below {@code /kbs/v0}, the route table that a swap changes
 * in one step, the count of requests inside each version, and the parking of requests over a gap.
 *
 * <p>Start with {@link dev.keybay.core.routing.Router} and {@link dev.keybay.core.routing.Routes}.
 * This package knows nothing of bundles.
 */
@NullMarked
package dev.keybay.core.routing;

import org.jspecify.annotations.NullMarked;
