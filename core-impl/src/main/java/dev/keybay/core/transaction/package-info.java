/**
 * The one way in which anything changes: the registry after is computed, what it wants is started
 * beside what runs, the registry is committed, the routes follow, what is not wanted stops.
 *
 * <p>Start with {@link dev.keybay.core.transaction.Transaction}.
 */
@NullMarked
package dev.keybay.core.transaction;

import org.jspecify.annotations.NullMarked;
