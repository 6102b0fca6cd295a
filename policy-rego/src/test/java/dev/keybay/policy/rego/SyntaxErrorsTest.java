package dev.keybay.policy.rego;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.policy.PolicySyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxErrorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "p := 1",
        "package",
        "package t p := 1",
        "package t\np",
        "package t\np {\n true }",
        "package t\np[x] { x := 1 }",
        "package t\np := 1 q := 2",
        "package t\np := \"a\nb\"",
        "package t\np := \"\\x\"",
        "package t\np := `a",
        "package t\np := 01",
        "package t\np := 1a",
        "package t\np if { }",
        "package t\np if { 1 2 }",
        "package t\np := [1",
        "package t\np := {1: }",
        "package t\np := x",
        "package t\np if not x == 1",
        "package t\np if x",
        "package t\np := count()",
        "package t\np := count(1, 2, 3)",
        "package t\nf(x) := x\np := f()",
        "package t\np := t.f(1)\nt := 1",
        "package t\nf(x) := 1\nf(x, y) := 2",
        "package t\np if { x := 1; x := 2 }",
        "package t\np := p",
        "package t\np if q\nq if not p",
        "package t\nf(x) := f(x)",
        "package t\np := data.t[x] if x := \"y\"",
        "package t\np := data",
        "package t\np := 1\np contains 2",
        "package t\np := {}\np.q := 1",
        "package t\np contains 1\np[x] := 2 if x := 1",
        "package t\ndefault p",
        "package t\ndefault p := 1\ndefault p := 2",
        "package t\nimport foo.bar",
        "package t\nimport data.a\nimport data.b.a",
        "package t\nimport rego.v2",
        "package t\nf := 1\nf(x) := x",
        "package t\np := 1 if else := 2",
        "package t\np contains 1 else := 2",
        "package t\np := @",
        "package t\np := \u00e4",
        "package t\np := $x",
        "package t\np := set(1)",
        "package t\np if every x { true }",
        "package t\np if some 1",
        "package t\np := 1 with input as 2",
        "package t\np if true with x.y[_] as 1",
        "package t\nq := {}\np if true with data.t.q.r as 1",
        "package t\np := 1e999999",
        "package t\nf(count(x)) := x",
        "package t\np := (1",
        "package t\np := 1, 2",
        "package t\n)",
        "package a[x]"
      })
  void whatIsNoPolicyIsRefused(String source) {
    assertThrows(PolicySyntaxException.class, () -> Rego.compile(source));
  }

  @Test
  void theMessageSaysWhereAndWhatWasExpected() {
    PolicySyntaxException e =
        assertThrows(
            PolicySyntaxException.class, () -> Rego.compile("package t\n\np := [1,\n  2 3]"));
    assertEquals(4, e.line());
    assertEquals(5, e.column());
    assertTrue(e.getMessage().contains("expected ','"), e.getMessage());
    assertTrue(e.getMessage().contains("test"), e.getMessage());
  }

  @Test
  void theMessageNamesTheLocalThatHasNoValue() {
    PolicySyntaxException e =
        assertThrows(
            PolicySyntaxException.class, () -> Rego.compile("package t\np if {\n  y == 1\n}"));
    assertEquals(3, e.line());
    assertTrue(e.getMessage().contains("'y'"), e.getMessage());
  }
}
