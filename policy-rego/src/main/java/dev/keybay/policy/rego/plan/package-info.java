/**
 * What a body does, between syntax and execution: names are resolved to locals, documents and
 * functions, and everything that can have many values stands in a step of its own.
 */
@NullMarked
package dev.keybay.policy.rego.plan;

import org.jspecify.annotations.NullMarked;
