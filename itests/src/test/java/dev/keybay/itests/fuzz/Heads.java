package dev.keybay.itests.fuzz;

import dev.keybay.itests.protocol.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Requests whose heads are odd, on endpoints of every kind. {@code Upgrade} is not among them:
 * alone, without {@code Connection: Upgrade}, the HTTP server refuses it with 400 and closes.
 */
final class Heads implements Target {
  private static final int MOST = 100 << 10;

  private static final List<String> PATHS =
      List.of("auth", "attest", "resource/a/b/c", "resource-policy", "hello", "reference-value/x");

  private static final List<String> NAMES =
      List.of(
          "Cookie",
          "cookie",
          "Authorization",
          "Content-Type",
          "Content-Encoding",
          "Accept",
          "Accept-Encoding",
          "If-Match",
          "If-None-Match",
          "Range",
          "X-Forwarded-For",
          "X-Request-Id",
          "X-HTTP-Method-Override",
          "Origin",
          "TE");

  private static final List<String> VALUES =
      List.of(
          "kbs-session-id=0123456789abcdef0123456789abcdef",
          "kbs-session-id=\"quoted\"; $Version=1; kbs-session-id=x; ; =; a",
          "Bearer a.b.c",
          "Bearer  ",
          "Basic YTpi",
          "application/json; charset=\"utf-7",
          "gzip, br;q=0.0001",
          "\"etag\", W/\"x\", *",
          "bytes=0-,-1",
          "h2c",
          "\u00e9\u00ff",
          "");

  @Override
  public Input next(Mutator mutator, KeptConnection connection) {
    String body = Messages.request("0.4.0", "sample").toString();
    Input input =
        new Input(
            mutator.pick(List.of("GET", "POST", "PUT", "DELETE")),
            mutator.pick(PATHS),
            Map.of(),
            (mutator.oneIn(2) ? "" : body).getBytes(StandardCharsets.UTF_8));
    for (int i = 1 + mutator.random().nextInt(5); i > 0; i--) {
      String value = mutator.pick(VALUES);
      String odd = mutator.oneIn(3) ? value : mutator.text(value);
      if (mutator.oneIn(40)) {
        odd = odd + "x".repeat(mutator.random().nextInt(MOST / 4));
      }
      input = input.with(mutator.pick(NAMES), value(odd));
    }
    return input;
  }

  /** What a header may hold, of this text (RFC 9110 §5.5), and no more than the limit. */
  static String value(String text) {
    StringBuilder value = new StringBuilder(text.length());
    text.chars()
        .filter(c -> (c >= ' ' && c < 256 && c != 127) || c == '\t')
        .limit(MOST)
        .forEach(c -> value.append((char) c));
    return value.toString().strip();
  }
}
