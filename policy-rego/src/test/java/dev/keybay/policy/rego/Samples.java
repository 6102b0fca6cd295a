package dev.keybay.policy.rego;

/** Policies that use much of the language. */
final class Samples {
  static final String MIXED =
      """
      package t
      import rego.v1
      default p := false
      p if { some i, v in input.x; v == 1; i < 5; not q[i] }
      q contains i if { input.x[i] == data.a[_] }
      r[k] := v if { some k, v in {"a": [1, 2], "b": [x | x := input.x[_]]} }
      f(x, [y, _]) := x + y if { is_number(x) } else := 0
      s := v if v := f(1, [2, 3]) with input as {"x": [1]}
      t := {type_name(value) | walk(input, [_, value])}
      u := sprintf("%d %s %v", [count(q), "a", r])
      every_one if every x in input.x { x > 0 }
      w := [a, b] if { [a, {"k": b}] = [input.y, {"k": z}]; z = input.z * 2 }
      n contains x if { x := numbers.range(1, 10)[_]; x in {1, 2, 3} }
      o := object.union({"a": {"b": 1}}, {"a": {"c": regex.find_n(`t+`, input.y, 1)}})
      j := json.unmarshal(json.marshal({"a": time.date(0), "b": units.parse("1Ki"), "c": null}))
      c.d.e := 1 if input.z > 3
      c.d.g := count({1} | {2} & {3} - {4})
      m := x if { x := lower("ABC") with lower as upper }
      """;

  private Samples() {}
}
