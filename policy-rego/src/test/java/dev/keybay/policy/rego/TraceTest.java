package dev.keybay.policy.rego;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.policy.PolicyTrace;
import dev.keybay.api.policy.RuleTrace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final String POLICY =
      """
      package policy
      default allow := false

      allow if known
      allow if {
        input.level > 3
      }
      known if input.name in names
      names contains "a"
      grade := "high" if {
        input.level > 5
      } else := "low" if {
        input.level > 0
      }
      """;

  @Test
  void theDefinitionThatDecidedIsNamedByItsLine() {
    assertEquals(
        new RuleTrace("data.policy.allow", 5, false, true, true),
        rule(Map.of("name", "b", "level", 4), "allow"));
    assertEquals(
        new RuleTrace("data.policy.allow", 4, false, true, true),
        rule(Map.of("name", "a", "level", 0), "allow"));
  }

  @Test
  void aDefaultIsSaidToBeOne() {
    assertEquals(
        new RuleTrace("data.policy.allow", 2, true, true, false),
        rule(Map.of("name", "b", "level", 0), "allow"));
  }

  @Test
  void aRuleWithoutAValueIsUndefined() {
    assertEquals(
        new RuleTrace("data.policy.known", 0, false, false, null),
        rule(Map.of("name", "b", "level", 0), "known"));
  }

  @Test
  void anElseBranchHasALineOfItsOwn() {
    assertEquals(
        new RuleTrace("data.policy.grade", 12, false, true, "low"),
        rule(Map.of("name", "b", "level", 1), "grade"));
  }

  @Test
  void aSetHasItsValueAndNoLine() {
    assertEquals(
        new RuleTrace("data.policy.names", 0, false, true, List.of("a")),
        rule(Map.of("name", "b", "level", 0), "names"));
  }

  @Test
  void theValuesAreThoseOfAnEvaluation() {
    Map<String, Object> input = Map.of("name", "a", "level", 1);
    List<String> rules = List.of("data.policy.allow", "data.policy.grade");
    assertEquals(
        Rego.compile(POLICY).evaluate(Map.of(), input, rules, List.of(), PolicyLimits.DEFAULT),
        trace(input).values());
  }

  @Test
  void aValueThatIsTooLargeIsLeftOutOfTheTraceAlone() {
    PolicyTrace trace =
        Rego.compile("package policy\nlarge := numbers.range(1, 30000)\nallow := count(large) > 0")
            .trace(
                Map.of(), Map.of(), List.of("data.policy.allow"), List.of(), PolicyLimits.DEFAULT);
    assertEquals(Map.of("data.policy.allow", true), trace.values());
    assertEquals("(too large to be shown)", trace.rules().get(0).value());
  }

  @Test
  void theLimitsAreThoseOfAnEvaluation() {
    PolicyLimits few = new PolicyLimits(100, PolicyLimits.DEFAULT.deadline(), true);
    assertThrows(
        PolicyEvaluationException.class,
        () ->
            Rego.compile("package policy\nallow := count(numbers.range(1, 1000)) > 0")
                .trace(Map.of(), Map.of(), List.of("data.policy.allow"), List.of(), few));
  }

  private static PolicyTrace trace(Map<String, Object> input) {
    return Rego.compile(POLICY)
        .trace(
            Map.of(),
            input,
            List.of("data.policy.allow", "data.policy.grade"),
            List.of(),
            PolicyLimits.DEFAULT);
  }

  private static RuleTrace rule(Map<String, Object> input, String name) {
    return trace(input).rules().stream()
        .filter(rule -> rule.rule().equals("data.policy." + name))
        .findFirst()
        .orElseThrow();
  }
}
