package dev.keybay.policy.rego;

import static dev.keybay.policy.rego.Rego.json;
import static dev.keybay.policy.rego.Rego.p;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyEvaluationException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanguageTest {
  @Test
  void aDefaultCountsWhereNoDefinitionHolds() {
    assertEquals(false, p("default p = false\np if input.x == 2"));
    assertEquals(true, p("default p := false\np if input.x == 1"));
    assertEquals(-7L, p("default p := -7"));
    assertEquals("undefined", p("p if input.x == 2"));
  }

  @Test
  void severalDefinitionsAreAlternatives() {
    assertEquals("one", p("p := \"two\" if input.x == 2\np := \"one\" if input.x == 1"));
  }

  @Test
  void definitionsThatDisagreeAreAConflict() {
    PolicyEvaluationException e =
        assertThrows(PolicyEvaluationException.class, () -> p("p := 1\np := 2 if input.x"));
    assertEquals(Kind.CONFLICT, e.kind());
    e = assertThrows(PolicyEvaluationException.class, () -> p("p := [1, 2][_]"));
    assertEquals(Kind.CONFLICT, e.kind());
    e = assertThrows(PolicyEvaluationException.class, () -> p("p[1] := x if some x in [1, 2]"));
    assertEquals(Kind.CONFLICT, e.kind());
  }

  @Test
  void elseIsTriedInOrder() {
    String rules =
        "p := 1 if {\n input.x == 5\n}\n\n# why not\nelse := 2 if { input.x == %s }\nelse := 3";
    assertEquals(2L, p(rules.formatted(1)));
    assertEquals(3L, p(rules.formatted(9)));
  }

  @Test
  void nullAndZeroAreTrueButFalseAndUndefinedAreNot() {
    Map<String, Object> input = new java.util.HashMap<>();
    input.put("n", null);
    input.put("z", 0);
    input.put("f", false);
    assertEquals(true, p("p if { input.n; input.z }", input));
    assertEquals("undefined", p("p if input.f", input));
    assertEquals("undefined", p("p if input.missing", input));
    assertEquals(true, p("p if { not input.missing; not input.f; not not input.z }", input));
  }

  @Test
  void withoutAnInputItIsUndefined() {
    assertEquals(true, p("p if not input", null));
  }

  @Test
  void refsLookIntoObjectsArraysAndSets() {
    Object input = Map.of("a", Map.of("b-c", List.of(10, 20)), "k", "b-c");
    assertEquals(20L, p("p := input.a[\"b-c\"][1]", input));
    assertEquals(20L, p("p := input.a[input.k][1]", input));
    assertEquals("undefined", p("p := input.a[\"b-c\"][2]", input));
    assertEquals("v", p("s := {\"v\"}\np := s[\"v\"]"));
    assertEquals("undefined", p("s := {\"v\"}\np := s[\"w\"]"));
    assertEquals(3L, p("p := {\"one\": 1, \"three\": 3}[k] if k := \"three\""));
  }

  @Test
  void unboundKeysIterate() {
    assertEquals(List.of(0L, 2L), p("p contains i if input[i] > 5", List.of(7, 1, 9)));
    assertEquals(
        List.of("a"),
        p(
            "p contains k if input[k].v[_] == 2",
            Map.of("a", Map.of("v", List.of(1, 2)), "b", Map.of("v", List.of(3)))));
    assertEquals(List.of(3L, 6L), p("p contains x if { some r; {[1, 3], [2, 6]}[[r, x]] }"));
  }

  @Test
  void statementsAreOrderedByWhatTheyNeed() {
    assertEquals(3L, p("p := z if { z = y + 1; y = x + 1; x = 1 }"));
    assertEquals(5L, p("p := y if { [x, 2] = [5, w]; w = 2; y = x }"));
  }

  @Test
  void someDeclaresAndIterates() {
    assertEquals(
        List.of("a", "b"), p("p contains k if some k, 1 in {\"a\": 1, \"b\": 1, \"c\": 2}"));
    assertEquals(List.of(1L, 2L), p("p contains v if some v in {1, 2}"));
    assertEquals(List.of(4L), p("p contains y if some [2, y] in [[1, 3], [2, 4]]"));
    assertEquals("undefined", p("p if some x in input.x"));
  }

  @Test
  void inTestsMembershipAndIsFalseForWhatIsNoCollection() {
    assertEquals(true, p("p if 2 in [1, 2]"));
    assertEquals(true, p("p if \"a\", 1 in {\"a\": 1}"));
    assertEquals(true, p("p if not 1 in null"));
    assertEquals(List.of(false, false, true), p("p := [1 in null, 1 in \"1\", 1 in {\"k\": 1}]"));
  }

  @Test
  void everyWantsAllOfThem() {
    assertEquals(true, p("p if every x in [2, 4] { x % 2 == 0 }"));
    assertEquals("undefined", p("p if every x in [2, 3] { x % 2 == 0 }"));
    assertEquals(true, p("p if every k, v in {\"a\": \"ax\"} { startswith(v, k) }"));
    assertEquals(true, p("p if every _ in [] { false }"));
    assertEquals("undefined", p("p if every x in input.missing { x }"));
  }

  @Test
  void comprehensionsCollect() {
    assertEquals(List.of(4L, 2L), p("p := [2 * x | x := [2, 1][_]]"));
    assertEquals(List.of(1L, 2L), p("p := {x | some x in [2, 1, 2]}"));
    assertEquals(Map.of("a", 1L), p("p := {k: v | some v, k in [\"b\", \"a\"]; v > 0}"));
    assertEquals(
        List.of(List.of(1L), List.of()),
        p("p := [[y | y := [1, 2][_]; y < x] | some x in [2, 1]]"));
  }

  @Test
  void aNameInAComprehensionIsItsOwnUnlessTheBodyHasIt() {
    assertEquals(
        List.of(3L, 1L), p("p := [a, x] if { a := count([x | x := [1, 2, 3][_]]); x := 1 }"));
    assertEquals(1L, p("p := count(a) if { x = 2; a := [1 | [1, 2, 3][_] == x] }"));
  }

  @Test
  void partialSetsAndObjectsGather() {
    assertEquals(
        List.of(1L, 2L), p("p contains 1\np contains 2 if input.x\np contains 3 if input.y"));
    assertEquals(Map.of("a", 1L, "b", 2L), p("p[\"a\"] := 1\np[k] := 2 if k := \"b\""));
    assertEquals(
        Map.of("a", List.of(1L, 2L)), p("p[k] contains v if { k := \"a\"; some v in [1, 2] }"));
    assertEquals(List.of(), p("p contains 1 if input.missing"));
  }

  @Test
  void headsCanBeReferences() {
    assertEquals(Map.of("q", Map.of("r", 1L, "s", 2L)), p("p.q.r := 1\np.q[x] := 2 if x := \"s\""));
    assertEquals(Map.of("q", Map.of()), p("p.q.r if input.missing"));
    assertEquals(6L, p("a.b.f(x) := x * 2\np := a.b.f(3)"));
  }

  @Test
  void functionsTakePatternsAndCanHaveDefaults() {
    assertEquals(
        List.of("zero", "many", "pair 7"),
        p(
            "f(0) := \"zero\"\nf(x) := \"many\" if { is_number(x); x > 0 }\nf([_, y]) := sprintf(\"pair %d\", [y])\np := [f(0), f(5), f([1, 7])]"));
    assertEquals(9L, p("default f(_) := 9\nf(x) := 1 if x == 1\np := f(2)"));
    assertEquals("undefined", p("f(x) := x\np := f(input.missing)"));
    assertEquals(true, p("f(x) if x == 1\np if { f(1); not f(2) }"));
    assertEquals(3L, p("p := n if count([1, 2, 3], n)"));
  }

  @Test
  void withReplacesInputDataAndFunctions() {
    assertEquals(
        List.of(1L, 2L, 1L),
        p("q := input.x\np := [a, b, c] if { a := q; b := q with input.x as 2; c := q }"));
    assertEquals(5L, p("p := v if v := q with data.base.v as 5\nq := data.base.v"));
    assertEquals(8L, p("p := v if v := q with data.t.r as 8\nq := r\nr := 1"));
    assertEquals(
        "fake", p("q := lower(\"X\")\nfake(_) := \"fake\"\np := v if v := q with lower as fake"));
    assertEquals(42L, p("q := count([1])\np := v if v := q with count as 42"));
    assertEquals(
        List.of(1L, 2L), p("p contains y if { some x in [1, 2]; y := input.z with input.z as x }"));
  }

  @Test
  void typesOrderNullBooleanNumberStringArrayObjectSet() {
    assertEquals(
        "[null,false,true,-1,2.5,3,\"A\",\"a\",[0],{},[]]",
        json("sort([set(), {}, [0], \"a\", \"A\", 3, 2.5, -1, true, false, null])"));
    assertEquals(true, p("p if { 4 >= null; \"a\" > 9; [1] < [1, 0]; {1} > {\"k\": 1} }"));
  }

  @Test
  void numbersAreExactIntegersOrDoubles() {
    assertEquals(true, p("p if { 1 == 1.0; {1} == {1.0}; 10 / 4 == 2.5; 10 / 5 == 2 }"));
    assertEquals("100000000000000000000000001", json("99999999999999999999999999 + 2"));
    assertEquals("0.30000000000000004", json("0.1 + 0.2"));
    assertEquals("9223372036854775808", json("9223372036854775807 + 1"));
    assertEquals("-9223372036854775809", json("-9223372036854775808 - 1"));
    assertEquals("[-2,1,3]", json("[-7 % 5, 7 % -3, 2 * 3 / 2]"));
    assertEquals(7L, p("p := 1 + 2 * 3"));
  }

  @Test
  void setsHaveOperators() {
    assertEquals("[[2],[1,2,3],[1]]", json("[{1, 2} & {2, 3}, {1, 2} | {3}, {1, 2} - {2}]"));
  }

  @Test
  void importsNameDocuments() {
    assertEquals(1L, p("import rego.v1\nimport input.x as renamed\np := renamed"));
    assertEquals(1L, p("import future.keywords.in\nimport data.t.q\np := q\nq := 1"));
  }

  @Test
  void packagesAreDocuments() {
    assertEquals(
        Map.of("a", 1L, "b", Arrays.asList(2L)),
        Rego.value(
            Rego.compile("package x.y\na := 1\nb contains 2\nf(z) := z\nc if false"),
            "data.x.y",
            Map.of(),
            Rego.STRICT));
  }

  @Test
  void anIntegerInAPathOfDataFindsAMemberOfThatName() {
    Map<String, Object> data =
        Map.of("2", "top", "nested", Map.of("3", Map.of("x", 1)), "list", List.of("zero", "one"));
    String rules =
        """
        package t
        top := data[2]
        nested := data.nested[3].x
        element := data.list[1]
        copied := object[3] if object := data.nested
        virtual := data.t.object[3]
        own := data.t.object[4]
        object := {"3": "text", 4: "integer"}
        """;
    CompiledPolicy policy = Rego.compile(rules);
    Map<String, Object> found =
        policy.evaluate(
            data,
            Map.of(),
            Stream.of("top", "nested", "element", "copied", "virtual", "own")
                .map("data.t."::concat)
                .toList(),
            List.of(),
            Rego.STRICT);
    assertEquals(
        Map.of(
            "data.t.top", "top",
            "data.t.nested", 1L,
            "data.t.element", "one",
            "data.t.own", "integer"),
        found);
  }

  @Test
  void dynamicReferencesEvaluateOnlyWhatTheyReach() {
    assertEquals(
        "woof",
        p("animal := \"dog\"\nsound.dog := \"woof\"\nsound.cat := \"meow\"\np := sound[animal]"));
  }

  @Test
  void commentsBlankLinesTabsAndSemicolonsSeparate() {
    assertEquals(1L, p("p := x if {\n\t# c\n\n\tx := 1 ; ; x == 1 # d\n}"));
    assertEquals("a`\"\n\u00e9", p("p := concat(\"\", [\"a`\", `\"`, \"\\n\\u00e9\"])"));
  }

  @Test
  void keywordsAreNamesBehindADot() {
    assertEquals(2L, p("foo.if := 2\np := foo.if"));
    assertEquals(3L, p("p := input.package.default", Map.of("package", Map.of("default", 3))));
  }
}
