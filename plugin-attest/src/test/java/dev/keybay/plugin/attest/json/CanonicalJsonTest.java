package dev.keybay.plugin.attest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @Test
  void membersAreSortedAndWhiteSpaceIsGone() throws Exception {
    assertEquals(
        "{\"a\":\"test\",\"b\":1,\"c\":{\"d\":\"e\"}}",
        canonical("{ \"b\": 1, \"a\": \"test\", \"c\": { \"d\": \"e\" } }"));
  }

  @Test
  void membersAreSortedByUtf16CodeUnits() throws Exception {
    // U+1F600 begins with the code unit D83D, below U+FB33, though its code point is above.
    assertEquals(
        "{\"\r\":1,\"1\":2,\"\u20ac\":3,\"\ud83d\ude00\":4,\"\ufb33\":5}".replace("\r", "\\r"),
        canonical("{\"\u20ac\":3,\"\\r\":1,\"\ufb33\":5,\"1\":2,\"\ud83d\ude00\":4}"));
  }

  @Test
  void textHasTheShortestEscapes() throws Exception {
    assertEquals(
        "\"\\b\\t\\n\\f\\r\\u0000\\u001f\\\"\\\\/\u007f\u00e9\u2028\ud83d\ude00\"",
        canonical(
            "\"\\u0008\\t\\n\\f\\r\\u0000\\u001F\\\"\\\\\\/\\u007f\\u00e9\\u2028\\ud83d\\ude00\""));
  }

  @Test
  void valuesKeepTheirOrderInArrays() throws Exception {
    assertEquals("[3,null,true,false,-1,[],{}]", canonical("[3, null, true, false, -1, [ ], { }]"));
  }

  @Test
  void integersUpTo2To53AreExact() throws Exception {
    assertEquals(
        "[9007199254740992,-9007199254740992]", canonical("[9007199254740992,-9007199254740992]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "9007199254740993",
        "123456789012345678901234567890",
        "\"\\ud83d\"",
        "\"\\ude00\\ud83d\"",
        "{\"\\ud800\":1}"
      })
  void whatHasNoCanonicalFormHereIsRefused(String json) {
    assertThrows(JsonException.class, () -> canonical(json));
  }

  private static String canonical(String json) throws JsonException {
    return new String(CanonicalJson.of(Json.read(json)), StandardCharsets.UTF_8);
  }
}
