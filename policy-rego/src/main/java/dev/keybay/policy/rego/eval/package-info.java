/**
 * Running compiled policies. Code is a tree of small objects: an {@link
 * dev.keybay.policy.rego.eval.Expression} gives a value, a {@link
 * dev.keybay.policy.rego.eval.Condition} tests, a {@link dev.keybay.policy.rego.eval.Continuation}
 * is the rest of a body, run once for each solution of what stands before it. All of them are
 * immutable; the state of an evaluation is its {@link dev.keybay.policy.rego.eval.Evaluation} and
 * the frames, arrays with a slot for each local.
 */
@NullMarked
package dev.keybay.policy.rego.eval;

import org.jspecify.annotations.NullMarked;
