package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.Types;
import dev.keybay.policy.rego.value.Weight;
import java.util.List;

/** Sets; the operators {@code & | -} are no builtins here. */
final class Sets {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("intersection", 1, Sets::intersection),
          Builtin.of("union", 1, Sets::union),
          Builtin.of("and", 2, a -> a.set(0).intersection(weighed(a))),
          Builtin.of("or", 2, a -> a.set(0).union(weighed(a))));

  private Sets() {}

  private static SetValue weighed(Arguments a) {
    a.charge(((long) Weight.of(a.get(0)) + Weight.of(a.get(1))) / 4);
    return a.set(1);
  }

  private static Object intersection(Arguments a) {
    SetValue sets = a.set(0);
    a.charge(Weight.of(sets));
    SetValue result = sets.size() == 0 ? SetValue.EMPTY : member(sets, 0);
    for (int i = 1; i < sets.size(); i++) {
      result = result.intersection(member(sets, i));
    }
    return result;
  }

  private static Object union(Arguments a) {
    SetValue sets = a.set(0);
    a.charge(Weight.of(sets));
    java.util.ArrayList<Object> all = new java.util.ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      java.util.Collections.addAll(all, member(sets, i).toArray());
    }
    return SetValue.of(all);
  }

  private static SetValue member(SetValue sets, int i) {
    if (sets.at(i) instanceof SetValue set) {
      return set;
    }
    throw Failure.type(
        "operand 1 must be set of sets but got set containing " + Types.name(sets.at(i)));
  }
}
