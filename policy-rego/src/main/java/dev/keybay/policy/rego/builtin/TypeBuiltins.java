package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Types;
import java.util.List;

/** Types. */
final class TypeBuiltins {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("type_name", 1, a -> Types.name(a.get(0))),
          is("null"),
          is("boolean"),
          is("number"),
          is("string"),
          is("array"),
          is("object"),
          is("set"));

  private TypeBuiltins() {}

  private static Builtin is(String type) {
    return Builtin.of("is_" + type, 1, a -> Types.name(a.get(0)).equals(type));
  }
}
