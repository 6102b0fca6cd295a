/**
 * From modules to code: {@link dev.keybay.policy.rego.compile.Compilation} gathers all rules,
 * orders each body so that every local is bound before it is used, makes the code, and bounds how
 * deep the rules nest.
 */
@NullMarked
package dev.keybay.policy.rego.compile;

import org.jspecify.annotations.NullMarked;
