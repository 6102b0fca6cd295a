package dev.keybay.core.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessFormatTest {
  private static final String NASTY = "/a\nstatus=200 \"quoted\" \\ \u2028 \u001b[31m \ud800 é";

  @Test
  void aLineHasAllMembersInOrder() {
    assertEquals(
        "time=\"2026-01-02T03:04:05Z\" request=\"1f-1\" method=\"GET\" path=\"/kbs/v0/hello\""
            + " route=\"hello\" plugin=\"hello@1.0.0\" status=200 bytes=12 millis=1.5"
            + " caller=\"unknown\" id=\"-\" remote=\"127.0.0.1\"",
        AccessFormat.KEYVALUE.line(entry("/kbs/v0/hello")));
  }

  @Test
  void whatACallerSentStaysOneLineOfPrintableCharacters() {
    for (AccessFormat format : AccessFormat.values()) {
      String line = format.line(entry(NASTY));
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
    }
  }

  @Test
  void aQuoteDoesNotEndAValue() {
    String line = AccessFormat.KEYVALUE.line(entry("/a\" status=500 x=\"\\"));
    assertTrue(line.contains("path=\"/a\\\" status=500 x=\\\"\\\\\" route="), line);
  }

  @Test
  void jsonReadsBackAsItWas() throws Exception {
    String path = "/a\n\"\\ \u2028é";
    Map<String, ?> members =
        StrictJson.object(AccessFormat.JSON.line(entry(path)).getBytes(StandardCharsets.US_ASCII));
    assertEquals(path, members.get("path"));
    assertEquals("hello@1.0.0", members.get("plugin"));
  }

  @Test
  void aLongPathIsCut() {
    String line = AccessFormat.JSON.line(entry("/" + "x".repeat(100_000)));
    assertTrue(line.length() < 1_000, line);
    assertFalse(line.contains("x".repeat(512)));
  }

  static AccessEntry entry(String path) {
    return new AccessEntry(
        Instant.parse("2026-01-02T03:04:05Z"),
        "1f-1",
        "GET",
        path,
        "hello",
        "hello@1.0.0",
        200,
        12,
        1_500_000,
        null,
        "127.0.0.1");
  }
}
