package dev.keybay.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CanonicalJsonTest {

  @Test
  void membersAreSortedByUtf16Units() {
    // RFC 8785 §3.2.3: an emoji's surrogates come before U+FB33.
    assertEquals(
        "{\"1\":1,\"\u00f6\":2,\"\ud83d\ude00\":3,\"\ufb33\":4}",
        CanonicalJson.of(Map.of("\ufb33", 4, "\ud83d\ude00", 3, "\u00f6", 2, "1", 1)));
  }

  @Test
  void stringsHaveOnlyTheEscapesTheyNeed() {
    assertEquals(
        "\"\\b\\t\\n\\f\\r\\\"\\\\\\u000f/\u007f\u20ac\"",
        CanonicalJson.of("\b\t\n\f\r\"\\\u000f/\u007f\u20ac"));
  }

  @Test
  void valuesNest() {
    assertEquals(
        "{\"a\":[true,null,-1,{}],\"b\":[]}",
        CanonicalJson.of(Json.parse("{\"b\": [], \"a\": [true, null, -1, {}]}")));
  }

  @Test
  void whatHasNoCanonicalFormHereIsRefused() {
    for (Object value : List.of(1.5, 1L << 53, "\ud83d", new Object())) {
      assertThrows(IllegalArgumentException.class, () -> CanonicalJson.of(value));
    }
  }
}
