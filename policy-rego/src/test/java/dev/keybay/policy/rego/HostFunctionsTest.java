package dev.keybay.policy.rego;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyEvaluationException.Kind;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostFunctionsTest {
  private static Map<String, Object> evaluate(String source, PolicyFunction... functions) {
    return Rego.compile("package t\n" + source)
        .evaluate(
            Map.of(), Map.of(), List.of("data.t.p"), List.of(functions), PolicyLimits.DEFAULT);
  }

  private static void fails(String source, PolicyFunction... functions) {
    PolicyEvaluationException e =
        assertThrows(PolicyEvaluationException.class, () -> evaluate(source, functions));
    assertEquals(Kind.FUNCTION, e.kind());
  }

  @Test
  void theyTakeAndGiveJson() {
    PolicyFunction echo = new PolicyFunction("echo", 2, a -> Map.of("arguments", a));
    assertEquals(
        Map.of("arguments", List.of(List.of(1L, 2L), Map.of("k", 1.5))),
        evaluate("p := echo({2, 1}, {\"k\": 1.5})", echo).get("data.t.p"));
  }

  @Test
  void nullIsAValueTheyCanGive() {
    PolicyFunction none = new PolicyFunction("none", 0, a -> null);
    Map<String, Object> result = evaluate("p := none()", none);
    assertTrue(result.containsKey("data.t.p"));
    assertNull(result.get("data.t.p"));
    assertEquals(Map.of("data.t.p", false), evaluate("p := 1 in none()", none));
  }

  @Test
  void whatTheyThrowFailsTheEvaluation() {
    fails(
        "p := f()",
        new PolicyFunction(
            "f",
            0,
            a -> {
              throw new IllegalStateException("secret");
            }));
    fails("p := f()", new PolicyFunction("f", 0, a -> new Object()));
  }

  @Test
  void theirMessagesAreNotGivenOn() {
    PolicyFunction f =
        new PolicyFunction(
            "f",
            0,
            a -> {
              throw new IllegalStateException("secret");
            });
    PolicyEvaluationException e =
        assertThrows(PolicyEvaluationException.class, () -> evaluate("p := f()", f));
    assertFalse(String.valueOf(e.getMessage()).contains("secret"));
  }

  @Test
  void missingOnesAndWrongNumbersOfArgumentsFail() {
    fails("p := missing(1)");
    fails("p := f(1)", new PolicyFunction("f", 0, a -> 1));
  }

  @Test
  void aRuleOfThePolicyHidesThem() {
    assertEquals(
        Map.of("data.t.p", 1L),
        evaluate("f(x) := x\np := f(1)", new PolicyFunction("f", 1, a -> 2)));
  }

  @Test
  void allJavaFormsOfNumbersAreTheirValues() {
    List<Object> numbers =
        Arrays.asList(
            (byte) 1,
            (short) 1,
            1,
            1L,
            1f,
            1d,
            new java.math.BigDecimal("1.0"),
            java.math.BigInteger.ONE);
    PolicyFunction f = new PolicyFunction("f", 0, a -> numbers);
    assertEquals(Map.of("data.t.p", List.of(1L)), evaluate("p := {x | x := f()[_]}", f));
  }

  @Test
  void resultsAreImmutableAndKeepNull() {
    Object p = evaluate("p := {\"a\": null, \"b\": [1]}").get("data.t.p");
    Map<String, Object> expected = new HashMap<>();
    expected.put("a", null);
    expected.put("b", List.of(1L));
    assertEquals(expected, p);
    @SuppressWarnings("unchecked")
    Map<String, Object> map = (Map<String, Object>) p;
    assertThrows(UnsupportedOperationException.class, () -> map.put("c", 1));
  }

  @Test
  void severalRulesAreEvaluatedTogetherAndUndefinedOnesAreAbsent() {
    Map<String, Object> result =
        Rego.compile("package t\np := 1\nq if false\nr := {\"k\": [2]}")
            .evaluate(
                Map.of("d", 3),
                null,
                List.of("data.t.p", "data.t.q", "data[\"t\"].r.k[0]", "data.d", "data.none.x"),
                List.of(),
                PolicyLimits.DEFAULT);
    assertEquals(Map.of("data.t.p", 1L, "data[\"t\"].r.k[0]", 2L, "data.d", 3L), result);
  }

  @Test
  void aPathThatIsNoneFails() {
    for (String path : List.of("", "input.x", "data.x[y]", "data..x", "data.x y")) {
      assertThrows(
          PolicyEvaluationException.class,
          () ->
              Rego.compile("package t")
                  .evaluate(Map.of(), null, List.of(path), List.of(), PolicyLimits.DEFAULT));
    }
  }
}
