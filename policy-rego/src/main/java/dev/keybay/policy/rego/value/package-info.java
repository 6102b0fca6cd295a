/**
 * Rego values.
 *
 * <p>A value is one of: {@link dev.keybay.policy.rego.value.NullValue}, {@link Boolean}, a number
 * ({@link Long}, {@link java.math.BigInteger} beyond its range, {@link Double} for what is no
 * integer, each number in exactly one form), {@link String}, {@link
 * dev.keybay.policy.rego.value.ArrayValue}, {@link dev.keybay.policy.rego.value.ObjectValue} or
 * {@link dev.keybay.policy.rego.value.SetValue}. Java's {@code null} stands for undefined and
 * nothing else. All values are immutable.
 */
@NullMarked
package dev.keybay.policy.rego.value;

import org.jspecify.annotations.NullMarked;
