package dev.keybay.policy.rego;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void oneCompiledPolicyServesManyThreads() throws Exception {
    CompiledPolicy policy =
        Rego.compile(
            "package t\nq := {x * 2 | some x in input.xs}\np := [sum(q), w, regex.match(input.r, \"a1\")]\nw := v if { v := count(q) with input.xs as [1] }");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        long number = t;
        results.add(threads.submit(() -> agrees(policy, number)));
      }
      for (Future<Boolean> result : results) {
        assertEquals(true, result.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean agrees(CompiledPolicy policy, long number) {
    for (int i = 0; i < 2_000; i++) {
      Object input =
          Map.of(
              "xs",
              List.of(number, number + 1),
              "r",
              "^a" + (i % 100 == 1 ? "[0-9]" : "x" + i % 100));
      Object p =
          policy
              .evaluate(Map.of(), input, List.of("data.t.p"), List.of(), PolicyLimits.DEFAULT)
              .get("data.t.p");
      boolean matches = i % 100 == 1;
      if (!List.of(4 * number + 2, 1L, matches).equals(p)) {
        return false;
      }
    }
    return true;
  }
}
