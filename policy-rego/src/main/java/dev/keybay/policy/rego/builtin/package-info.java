/**
 * The builtin functions, a class for each family. A new builtin is a line in its family's list; a
 * new family a line in {@link dev.keybay.policy.rego.builtin.Builtins}.
 */
@NullMarked
package dev.keybay.policy.rego.builtin;

import org.jspecify.annotations.NullMarked;
