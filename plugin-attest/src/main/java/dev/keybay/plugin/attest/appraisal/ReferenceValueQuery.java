package dev.keybay.plugin.attest.appraisal;

import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.plugin.attest.reference.ReferenceValues;

/** What policies call as {@code query_reference_value(id)}: the value, or null if there is none. */
final class ReferenceValueQuery {
  private ReferenceValueQuery() {}

  static PolicyFunction over(ReferenceValues values) {
    return new PolicyFunction(
        "query_reference_value",
        1,
        arguments -> {
          if (arguments.get(0) instanceof String id) {
            return values.query(id);
          }
          throw new IllegalArgumentException("expected the id of a reference value, a string");
        });
  }
}
