/**
 * The Rego engine: {@link dev.keybay.policy.rego.RegoEngine} is the service. A text goes through
 * {@code syntax} (tree), {@code plan} (names resolved, steps), {@code compile} (order, code) and is
 * run by {@code eval} on the values of {@code value} with the functions of {@code builtin}.
 */
@NullMarked
package dev.keybay.policy.rego;

import org.jspecify.annotations.NullMarked;
