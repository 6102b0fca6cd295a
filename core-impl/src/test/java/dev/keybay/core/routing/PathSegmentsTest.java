package dev.keybay.core.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentsTest {

  @Test
  void aPathIsSplitAtItsSlashes() {
    assertEquals(List.of("resource", "a", "b", "c"), PathSegments.parse("resource/a/b/c"));
  }

  @Test
  void emptySegmentsAreKept() {
    assertEquals(List.of("a", "", "b", ""), PathSegments.parse("a//b/"));
    assertEquals(List.of(""), PathSegments.parse(""));
  }

  @Test
  void escapesAreDecodedOnce() {
    assertEquals(List.of("a b", "ü", "%41"), PathSegments.parse("a%20b/%C3%BC/%2541"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/../b",
        "a/./b",
        "a/%2e%2E/b",
        "a%2Fb",
        "a%2fb",
        "a%5Cb",
        "a;x=1/b",
        "a%3Bb",
        "a%00b",
        "a%0Ab",
        "a%7Fb",
        "a%",
        "a%2",
        "a%zz",
        "a%C3",
        "a%FF"
      })
  void whatCouldBeReadInTwoWaysIsRefused(String raw) {
    KbsException refused = assertThrows(KbsException.class, () -> PathSegments.parse(raw));
    assertEquals(ErrorCode.UNREADABLE, refused.code());
  }

  @Test
  void tooManySegmentsAreRefused() {
    assertThrows(KbsException.class, () -> PathSegments.parse("a/".repeat(100)));
  }
}
