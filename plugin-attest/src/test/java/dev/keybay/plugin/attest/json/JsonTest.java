package dev.keybay.plugin.attest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1,\"a\":2}",
        "1 2",
        "{a:1}",
        "{'a':1}",
        "NaN",
        "[1,]",
        "01",
        "1e400",
        "{\"a\":[-1e400]}"
      })
  void whatIsNoStrictJsonIsRefused(String text) {
    assertThrows(JsonException.class, () -> Json.read(text));
    assertThrows(JsonException.class, () -> Json.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    assertThrows(JsonException.class, () -> Json.read(new byte[] {'"', (byte) 0xff, '"'}));
  }

  /** Some readers take these for JSON in UTF-16 or UTF-32, and fail otherwise if it is none. */
  @Test
  void bytesOfAnotherEncodingAreRefused() {
    for (String charset : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")) {
      byte[] bytes = "{\"a\":1}".getBytes(Charset.forName(charset));
      assertThrows(JsonException.class, () -> Json.read(bytes), charset);
    }
    byte[] zeros = ("\0".repeat(210) + "{}").getBytes(StandardCharsets.UTF_8);
    assertThrows(JsonException.class, () -> Json.read(zeros));
  }

  @Test
  void nestingIsBounded() {
    assertThrows(JsonException.class, () -> Json.read("[".repeat(101) + "]".repeat(101)));
  }

  @Test
  void theMessageHoldsNothingOfTheInput() {
    JsonException refused =
        assertThrows(JsonException.class, () -> Json.read("{\"key\":\"hunter2\", hunter3}"));

    assertFalse(String.valueOf(refused.getMessage()).contains("hunter"));
    assertTrue(String.valueOf(refused.getMessage()).contains("line 1"));
  }

  @Test
  void membersAreCheckedAndNamedByTheirPointer() throws Exception {
    JsonObject object =
        Json.readObject("{\"a\":{\"b\":1,\"n\":null}}".getBytes(StandardCharsets.UTF_8));

    assertEquals(
        "expected a string at /a/b",
        assertThrows(JsonException.class, () -> object.object("a").string("b")).getMessage());
    assertEquals(
        "the member /a/c is missing",
        assertThrows(JsonException.class, () -> object.object("a").value("c")).getMessage());
    assertEquals(Optional.empty(), object.object("a").optionalString("n"));
    assertEquals(Optional.empty(), object.optionalObject("z"));
    assertThrows(JsonException.class, () -> object.optionalString("a"));
  }
}
