package dev.keybay.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a servlet has answered so far. */
final class Answer {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final PrintWriter writer = new PrintWriter(body, true, StandardCharsets.UTF_8);
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private @Nullable String contentType;
  private int status = 200;

  PrintWriter writer() {
    return writer;
  }

  ByteArrayOutputStream body() {
    return body;
  }

  byte[] bytes() {
    return body.toByteArray();
  }

  @Nullable String contentType() {
    return contentType;
  }

  void contentType(String type) {
    contentType = type;
  }

  Map<String, String> headers() {
    return headers;
  }

  int status() {
    return status;
  }

  void status(int code) {
    status = code;
  }
}
