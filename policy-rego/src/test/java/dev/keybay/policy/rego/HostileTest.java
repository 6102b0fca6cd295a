package dev.keybay.policy.rego;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyEvaluationException.Kind;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.policy.PolicySyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTest {
  private static final PolicyLimits LIMITS = PolicyLimits.DEFAULT;

  private static void exceeds(String rules, Object input) {
    CompiledPolicy policy = Rego.compile("package t\n" + rules);
    PolicyEvaluationException e =
        assertThrows(
            PolicyEvaluationException.class,
            () -> policy.evaluate(Map.of(), input, List.of("data.t.p"), List.of(), LIMITS));
    assertEquals(Kind.LIMIT, e.kind(), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "{", "(", "{1:", "f(", "x[", "-", "[x|[", "not ", "{x|{", "[1|every y in "})
  void deepTextIsRefused(String opening) {
    for (int depth : new int[] {200, 20_000, 200_000}) {
      String text = "package t\np := x if { x := " + opening.repeat(depth);
      assertThrows(PolicySyntaxException.class, () -> Rego.compile(text));
    }
  }

  @Test
  void longChainsOfOperatorsAreRefused() {
    String chain = "1" + " + 1".repeat(50_000);
    assertThrows(PolicySyntaxException.class, () -> Rego.compile("package t\np := " + chain));
    String in = "1" + " in 1".repeat(50_000);
    assertThrows(PolicySyntaxException.class, () -> Rego.compile("package t\np := " + in));
  }

  @Test
  void tooMuchTextIsRefused() {
    assertThrows(
        PolicySyntaxException.class, () -> Rego.compile("package t\n#" + "x".repeat(1 << 20)));
    assertThrows(
        PolicySyntaxException.class,
        () -> Rego.compile("package t\np := [" + "1,".repeat(400_000) + "1]"));
    assertThrows(
        PolicySyntaxException.class,
        () -> Rego.compile("package t\np if {" + "true;".repeat(2_000) + "}"));
    assertThrows(
        PolicySyntaxException.class, () -> Rego.compile("package a" + ".a".repeat(100_000)));
  }

  @Test
  void aLargePolicyWithinTheBoundsIsTaken() {
    String rules =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "r" + i + " if input.x == " + i)
            .collect(Collectors.joining("\n"));
    assertEquals(true, Rego.p(rules + "\np if r1", Map.of("x", 1)));
  }

  @Test
  void exponentialSearchEnds() {
    exceeds(
        "a := numbers.range(1, 100)\np := [1 | a[_] + a[_] + a[_] + a[_] + a[_] + a[_] < 0]",
        Map.of());
    exceeds(
        "a := numbers.range(1, 1000)\np if { some x in a; every y in a { every z in a { x + y + z > 0 } }; x < 0 }",
        Map.of());
  }

  @Test
  void hugeRangesAndCollectionsEnd() {
    exceeds("p := numbers.range(1, 1000000000000)", Map.of());
    exceeds("p := count(numbers.range(0, 9999999999999999999999))", Map.of());
    exceeds(
        "p := {[x, y, z] | x := numbers.range(1, 99)[_]; y := numbers.range(1, 99)[_]; z := numbers.range(1, 99)[_]}",
        Map.of());
  }

  @Test
  void numbersThatSquareThemselvesEnd() {
    String squares =
        IntStream.range(1, 60)
            .mapToObj(i -> "n" + i + " := n" + (i - 1) + " * n" + (i - 1))
            .collect(Collectors.joining("\n"));
    exceeds("n0 := 3\n" + squares + "\np := n59", Map.of());
    exceeds("p := bits.lsh(1, 1000000000000)", Map.of());
    exceeds("p := product(numbers.range(1, 100000))", Map.of());
  }

  @Test
  void stringsThatDoubleThemselvesEnd() {
    String doubles =
        IntStream.range(1, 60)
            .mapToObj(i -> "s" + i + " := concat(\"\", [s" + (i - 1) + ", s" + (i - 1) + "])")
            .collect(Collectors.joining("\n"));
    exceeds("s0 := \"0123456789\"\n" + doubles + "\np := s59", Map.of());
    exceeds(
        "s0 := \"aaaaaaaaaa\"\n"
            + doubles
                .replace("concat(\"\", [s", "replace(s")
                .replace(", s", ", \"a\", s")
                .replace("])", ")")
            + "\np := s59",
        Map.of());
  }

  @Test
  void valuesThatShareThemselvesAreNotUnfolded() {
    String shared =
        IntStream.range(1, 100)
            .mapToObj(i -> "v" + i + " := [v" + (i - 1) + ", v" + (i - 1) + "]")
            .collect(Collectors.joining("\n"));
    exceeds("v0 := 1\n" + shared + "\np := v99", Map.of());
    exceeds("v0 := 1\n" + shared + "\nw := json.marshal(v99)\np := w", Map.of());
    exceeds("v0 := input.x\n" + shared + "\np := v99 == [v98, v98, 1]", Map.of("x", 1));
  }

  @Test
  void valuesDoNotNestWithoutEnd() {
    String nested =
        IntStream.range(1, 2_000)
            .mapToObj(i -> "v" + i + " := [v" + (i - 1) + "]")
            .collect(Collectors.joining("\n"));
    exceeds("v0 := input.x\n" + nested + "\np := v1999", Map.of("x", 1));
  }

  @Test
  void longWaysThroughRulesGetTheStackThatTheyNeed() {
    String chain =
        IntStream.range(1, 3_500)
            .mapToObj(i -> "r" + i + " := x if { x := [y | y := r" + (i - 1) + "][0] }")
            .collect(Collectors.joining("\n"));
    assertEquals(7L, Rego.p("r0 := 7\n" + chain + "\np := r3499"));
  }

  @Test
  void waysThatAreTooLongAreRefused() {
    String chain =
        IntStream.range(1, 25_000)
            .mapToObj(i -> "r" + i + " := r" + (i - 1))
            .collect(Collectors.joining("\n"));
    assertThrows(PolicySyntaxException.class, () -> Rego.compile("package t\nr0 := 7\n" + chain));
  }

  @Test
  void deepAndCyclicDocumentsEnd() {
    Object deep = 1;
    for (int i = 0; i < 100_000; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("k", deep);
    }
    exceeds("p := input", Map.of("d", deep));
    exceeds("p := input.d == input.e", Map.of("d", deep, "e", new ArrayList<>(List.of(deep))));
    exceeds("p := [1 | walk(input, [path, value])]", Map.of("d", deep));
    exceeds("p := {input, 1}", Map.of("d", deep));
    Map<String, Object> cycle = new HashMap<>();
    cycle.put("self", cycle);
    exceeds("p := json.marshal(input)", cycle);
  }

  @Test
  void replacedFunctionsThatCallEachOtherEnd() {
    String rules =
        "f(x) := g(x)\ng(x) := x\nh(x) := y if y := f(x) with g as f\np := y if y := h(1) with g as f";
    assertEquals(1L, Rego.p(rules));
  }

  @Test
  void regularExpressionsAreLinear() {
    String text = "a".repeat(30_000);
    assertEquals(false, Rego.p("p := regex.match(`^(a+)+$`, input.s)", Map.of("s", text + "!")));
    assertEquals(false, Rego.p("p := regex.match(`^(a|a)*b$`, input.s)", Map.of("s", text)));
    exceeds(
        "p := [1 | numbers.range(1, 100000)[_]; regex.match(`(a{0,500}b)`, input.s)]",
        Map.of("s", text));
  }

  @Test
  void searchingLongTextsForLongTextsEnds() {
    Map<String, Object> input =
        Map.of("s", "a".repeat(1 << 20), "n", "a".repeat(1 << 19) + "b", "k", "x");
    exceeds("p := contains(input.s, input.n)", input);
    exceeds("p := split(input.s, input.n)", input);
    exceeds("p := strings.replace_n({input.n: \"\"}, input.s)", input);
    exceeds("o := {input.s: 1}\np := [1 | numbers.range(1, 1000)[_]; o[input.s]]", input);
  }

  @Test
  void policiesThatAreSlowToCompileAreRefusedOrCompiledSoon() {
    String reversed =
        IntStream.range(0, 900)
            .mapToObj(i -> "x" + i + " = x" + (i + 1))
            .collect(Collectors.joining("\n"));
    String rules =
        IntStream.range(0, 60)
            .mapToObj(i -> "r" + i + " if {\n" + reversed + "\nx900 = 1\n}")
            .collect(Collectors.joining("\n"));
    assertEquals(true, Rego.p(rules + "\np if r59"));
    String left = IntStream.range(0, 900).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    String right = IntStream.range(1, 901).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    String chains =
        IntStream.range(0, 90)
            .mapToObj(i -> "r" + i + " if { [" + left + ", x900] = [" + right + ", 1] }")
            .collect(Collectors.joining("\n"));
    assertThrows(PolicySyntaxException.class, () -> Rego.compile("package t\n" + chains));
    String many =
        IntStream.range(0, 9_000)
            .mapToObj(i -> "r" + i + " := 1")
            .collect(Collectors.joining("\n"));
    String uses = "p := [" + "data.u, ".repeat(20_000) + "1]";
    assertThrows(
        PolicySyntaxException.class,
        () ->
            new RegoEngine()
                .compile(
                    List.of(
                        new dev.keybay.policy.rego.syntax.Source("u", "package u\n" + many),
                        new dev.keybay.policy.rego.syntax.Source("t", "package t\n" + uses))));
  }

  @Test
  void patternsThatNestDeepAreRefused() {
    String deep = "(".repeat(50_000) + ")".repeat(50_000);
    PolicyEvaluationException e =
        assertThrows(
            PolicyEvaluationException.class,
            () -> Rego.p("p := regex.match(input.r, \"a\")", Map.of("r", deep)));
    assertEquals(Kind.BUILTIN, e.kind());
  }

  @Test
  void jsonThatNestsDeepIsRefused() {
    String deep = "[".repeat(100_000);
    PolicyEvaluationException e =
        assertThrows(
            PolicyEvaluationException.class,
            () -> Rego.p("p := json.unmarshal(input.j)", Map.of("j", deep)));
    assertEquals(Kind.BUILTIN, e.kind());
  }

  @Test
  void theDeadlineEndsWhatHasStepsLeft() {
    CompiledPolicy policy =
        Rego.compile(
            "package t\na := numbers.range(1, 1000)\np := [1 | a[_] + a[_] + a[_] + a[_] < 0]");
    PolicyLimits limits = new PolicyLimits(Long.MAX_VALUE / 2, Duration.ofMillis(50), true);
    PolicyEvaluationException e =
        assertThrows(
            PolicyEvaluationException.class,
            () -> policy.evaluate(Map.of(), null, List.of("data.t.p"), List.of(), limits));
    assertEquals(Kind.LIMIT, e.kind());
    assertTrue(e.getMessage().contains("time"), e.getMessage());
  }

  /** Small, but with room to say so: in 128 KiB the virtual machine itself may overflow before. */
  @Test
  void aSmallStackOfTheCallerIsAFailureNotAnError() throws InterruptedException {
    String chain =
        IntStream.range(1, 100)
            .mapToObj(i -> "r" + i + " := r" + (i - 1))
            .collect(Collectors.joining("\n"));
    CompiledPolicy policy = Rego.compile("package t\nr0 := 7\n" + chain + "\np := r99");
    List<Throwable> thrown = new ArrayList<>();
    Thread thread = new Thread(null, () -> descend(policy, 0), "small", 1 << 18);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
    thread.start();
    thread.join();
    assertEquals(
        List.of(), thrown.stream().filter(e -> !(e instanceof PolicyEvaluationException)).toList());
  }

  private static void descend(CompiledPolicy policy, int depth) {
    if (depth < 300) {
      descend(policy, depth + 1);
    } else {
      policy.evaluate(Map.of(), null, List.of("data.t.p"), List.of(), LIMITS);
    }
  }
}
