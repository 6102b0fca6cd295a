package dev.keybay.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  @Test
  void everyKindOfValueIsRead() throws BrokenConfigurationException {
    Map<String, JsonValue> members =
        read("{\"a\": true, \"b\": 7, \"c\": \"x\", \"d\": [1, null], \"e\": {\"f\": 1.5}}");
    assertEquals(true, members.get("a").value());
    assertEquals(7L, members.get("b").value());
    assertEquals("x", members.get("c").value());
    assertEquals(java.util.Arrays.asList(1L, null), members.get("d").value());
    assertEquals(Map.of("f", 1.5), members.get("e").value());
  }

  @Test
  void aMemberKnowsItsPlace() throws BrokenConfigurationException {
    assertEquals(new Location(2, 3), read("{\n  \"a\": 1\n}").get("a").at());
  }

  @Test
  void aKeyGivenTwiceIsRefusedWithBothPlaces() {
    assertEquals(
        "f.json, line 3, column 2: \"a\" is given twice, first at line 2, column 2",
        problem("{\n \"a\": 1,\n \"a\": 2}"));
  }

  @Test
  void aKeyGivenTwiceFurtherInIsRefused() {
    assertTrue(problem("{\"a\": [{\"b\": 1, \"b\": 2}]}").contains("\"b\" is given twice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "7",
        "[]",
        "{} {}",
        "{\"a\": 1} x",
        "{\"a\": 1,}",
        "{\"a\" 1}",
        "{a: 1}",
        "{'a': 1}",
        "{\"a\": 01}",
        "{\"a\": NaN}",
        "{\"a\": 1e999}",
        "{/* why */ \"a\": 1}",
        "{\"a\": 1 // why\n}",
        "{\"a\": \"open",
        "{\"a\": [1"
      })
  void whatIsNotOneStrictObjectIsRefused(String text) {
    assertTrue(problem(text).startsWith("f.json, line 1, column"), problem(text));
  }

  @Test
  void theMessageDoesNotRepeatWhatStandsThere() {
    String problem = problem("{\"password\": hunter2}");
    assertFalse(problem.contains("hunter2"), problem);
    assertTrue(problem.contains("\"password\""), problem);
  }

  @Test
  void endlessNestingIsRefused() {
    assertTrue(problem("{\"a\":" + "[".repeat(5000)).contains("at most 32 levels"));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'};
    assertThrows(BrokenConfigurationException.class, () -> StrictJson.object("f.json", bytes));
  }

  private static Map<String, JsonValue> read(String text) throws BrokenConfigurationException {
    return StrictJson.object("f.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String problem(String text) {
    List<Problem> problems =
        assertThrows(BrokenConfigurationException.class, () -> read(text)).problems();
    assertEquals(1, problems.size());
    return problems.get(0).toString();
  }
}
