package dev.keybay.api.policy;

import org.jspecify.annotations.Nullable;

/**
 * What one rule gave in a traced evaluation.
 *
 * @param rule its path, for example {@code data.policy.allow}
 * @param line where the definition that decided begins, from 1; 0 if no single one did
 * @param byDefault whether it was the rule's default
 * @param defined whether it has a value at all
 * @param value a JSON value; null as well where there is none
 */
public record RuleTrace(
    String rule, int line, boolean byDefault, boolean defined, @Nullable Object value) {}
