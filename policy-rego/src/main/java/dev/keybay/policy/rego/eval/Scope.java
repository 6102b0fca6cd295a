package dev.keybay.policy.rego.eval;

import dev.keybay.policy.rego.plan.Callee;
import dev.keybay.policy.rego.value.ObjectValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents and functions that expressions see, which {@code with} replaces, and the values of
 * rules under them. A new scope begins without values of rules.
 */
final class Scope {
  final @Nullable Object input;
  final ObjectValue data;

  /** The values of rules by index: null where not evaluated yet. */
  final Object[] values;

  /** Rules by index that data given by {@code with} has taken the place of; null if none. */
  final boolean @Nullable [] replaced;

  final Map<Callee, Mock> mocks;

  /** What a function is replaced by: exactly one of the two. */
  record Mock(@Nullable Callee function, @Nullable Object value) {}

  Scope(
      @Nullable Object input,
      ObjectValue data,
      int rules,
      boolean @Nullable [] replaced,
      Map<Callee, Mock> mocks) {
    this.input = input;
    this.data = data;
    this.values = new Object[rules];
    this.replaced = replaced;
    this.mocks = mocks;
  }

  boolean isReplaced(int rule) {
    return replaced != null && replaced[rule];
  }

  Scope withoutMocks() {
    return new Scope(input, data, values.length, replaced, Map.of());
  }
}
