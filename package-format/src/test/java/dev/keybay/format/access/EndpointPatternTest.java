package dev.keybay.format.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^/kbs/v0/resource/[a-z_]+/.*$",
        "^/kbs/v0/a--b/[^/]+$",
        "^/kbs/v0/[\\w.-]+/\\[:x$",
        "^/kbs/v0/(?<x>a|b)/[a-z&&[^q]]$"
      })
  void whatBothReadAlikeIsTaken(String expression) {
    assertEquals(Optional.empty(), EndpointPattern.problem(expression));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^/kbs/v0/(?P<x>resource)/.*$ | write (?<name>",
        "^/kbs/v0/resource/[[:alpha:]]+$ | instead of [:alpha:]",
        "^/kbs/v0/resource/[^[:space:]]+$ | instead of [:alpha:]",
        "^/kbs/v0/[\\w--_]+$ | no difference of classes",
        "^/kbs/v0/[a-z~~x]+$ | no difference of classes",
        "^/kbs/v0/(a$ | wrong",
        "/kbs/v0/.*$ | begins with ^/kbs",
        "^/kbs/v0/.* | ends with $"
      })
  void whatJavaReadsOtherwiseIsRefusedWithWhatToWrite(String expression, String words) {
    String problem = EndpointPattern.problem(expression).orElseThrow();
    assertTrue(problem.contains(words), problem);
  }
}
