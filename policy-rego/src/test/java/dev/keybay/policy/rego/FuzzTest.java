package dev.keybay.policy.rego;

import static org.junit.jupiter.api.Assertions.fail;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.policy.PolicySyntaxException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random texts made of the language's own words, mutations of real policies, and noise: whatever
 * the text, traced or not, only the two exceptions of the contract may leave. The system property
 * {@code keybay.rego.fuzz} sets how many; case {@code i} of a run depends on {@code i} alone.
 */
class FuzzTest {
  private static final long CASES = Long.getLong("keybay.rego.fuzz", 1_000_000);
  private static final PolicyLimits LIMITS = new PolicyLimits(20_000, Duration.ofSeconds(5), true);
  private static final PolicyLimits LENIENT =
      new PolicyLimits(20_000, Duration.ofSeconds(5), false);

  private static final String[] WORDS = {
    "package t\n",
    "p",
    "q",
    "r",
    "x",
    "y",
    "_",
    ":=",
    "=",
    "==",
    "!=",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "&",
    "|",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    ",",
    ":",
    ";",
    ".",
    "\n",
    "if",
    "else",
    "not",
    "some",
    "every",
    "in",
    "contains",
    "default",
    "with",
    "as",
    "import",
    "data",
    "input",
    "true",
    "false",
    "null",
    "0",
    "1",
    "2.5",
    "1e9",
    "\"a\"",
    "\"b\"",
    "`a`",
    "set()",
    "count",
    "walk",
    "sum(",
    "concat(",
    "f(x)",
    "f(",
    "object.get(",
    "time.date(",
    "regex.match(",
    "sprintf(",
    "json.unmarshal(",
    "data.t.p",
    "input.x",
    "input[_]",
    "[x | x := ",
    "{k: v | ",
    "units.parse(",
    "numbers.range(",
    "bits.lsh(",
    "time.parse_ns(",
    "# c\n",
    "with input as ",
    "with data.t.q as "
  };

  @Test
  void nothingButTheTwoExceptionsLeaves() throws IOException {
    List<String> seeds = List.of(AttestationPolicyTest.source(), Samples.MIXED);
    Map<String, Object> input = Map.of("x", List.of(1, 2, Map.of("k", "v")), "y", "text", "z", 3.5);
    for (long i = 0; i < CASES; i++) {
      String text = text(new Random(i), seeds);
      try {
        CompiledPolicy policy = new RegoEngine(Rego.CLOCK).compile("fuzz", text);
        evaluate(policy, input, i % 2 == 0 ? LIMITS : LENIENT, i % 4 < 2);
      } catch (PolicySyntaxException e) {
        // As it should be.
      } catch (RuntimeException | Error e) {
        fail("case " + i + ": " + e + "\n" + text, e);
      }
    }
  }

  private static void evaluate(
      CompiledPolicy policy, Object input, PolicyLimits limits, boolean traced) {
    Map<String, Object> data = Map.of("a", List.of(1));
    List<String> rules = List.of("data");
    List<PolicyFunction> functions = List.of(AttestationPolicyTest.references(Map.of()));
    try {
      if (traced) {
        policy.trace(data, input, rules, functions, limits);
      } else {
        policy.evaluate(data, input, rules, functions, limits);
      }
    } catch (PolicyEvaluationException e) {
      // What is caught at the border is a defect within, though the contract is kept.
      Throwable cause = e.getCause();
      boolean function = e.kind() == PolicyEvaluationException.Kind.FUNCTION;
      if (cause != null && !function && !cause.getClass().getSimpleName().equals("Failure")) {
        throw new IllegalStateException("caught at the border", cause);
      }
    }
  }

  private static String text(Random random, List<String> seeds) {
    return switch (random.nextInt(4)) {
      case 0 -> words(random, "package t\np := x if { x := ", 2 + random.nextInt(20)) + " }";
      case 1 -> words(random, "package t\n", 1 + random.nextInt(60));
      case 2 -> mutated(random, seeds.get(random.nextInt(seeds.size())));
      default -> noise(random);
    };
  }

  private static String words(Random random, String start, int count) {
    StringBuilder text = new StringBuilder(start);
    for (int i = 0; i < count; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(3) == 0 ? "" : " ");
    }
    return text.toString();
  }

  /** Lines and words of a policy that are dropped, doubled, swapped or replaced. */
  private static String mutated(Random random, String seed) {
    List<String> parts = new ArrayList<>(Arrays.asList(seed.split("(?<=[ \n(\\[{,])", -1)));
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      int at = random.nextInt(parts.size());
      int from = random.nextInt(parts.size());
      switch (random.nextInt(4)) {
        case 0 -> parts.remove(at);
        case 1 -> parts.add(at, parts.get(from));
        case 2 -> parts.set(at, parts.get(from));
        default -> parts.set(at, WORDS[random.nextInt(WORDS.length)] + " ");
      }
      if (parts.isEmpty()) {
        break;
      }
    }
    return String.join("", parts);
  }

  private static String noise(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "package t\n" : "");
    for (int n = random.nextInt(80); n > 0; n--) {
      text.append(
          (char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : 9 + random.nextInt(118)));
    }
    return text.toString();
  }
}
