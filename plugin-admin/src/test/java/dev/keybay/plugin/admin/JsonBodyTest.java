package dev.keybay.plugin.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonBodyTest {

  @Test
  void textsNumbersAndBooleansAreTexts() {
    assertEquals(
        Map.of("a", "x", "b", "1", "c", "true"), read("{\"a\": \"x\", \"b\": 1, \"c\": true}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"level\": \"very secret | line 1, column 23",
        "{N  \"level\": secret} | line 2, column 12",
        "{\"a\": \"very secret\",N\"a\": 1} | line 2, column 4",
        "{\"a\": 1}N{ | line 2, column 1",
      })
  void whereItIsBrokenIsSaidAndNotWhatStandsThere(String body, String place) {
    assertBroken(place, body.replace('N', '\n').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whereItIsNoTextIsSaidToo() {
    assertBroken("line 1, column 1", new byte[] {(byte) 0x80});
    assertBroken("line 2, column 3", "{\n \"\u00fc\": 1}".getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void assertBroken(String place, byte[] body) {
    KbsException refused = assertThrows(KbsException.class, () -> JsonBody.texts(body));
    assertEquals(ErrorCode.BAD_REQUEST, refused.code());
    assertEquals(
        "expected a JSON object in UTF-8; it is broken at " + place, refused.publicMessage());
  }

  private static Map<String, String> read(String body) {
    return JsonBody.texts(body.getBytes(StandardCharsets.UTF_8));
  }
}
