package dev.keybay.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a servlet has answered so far. */
final class Answer {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final PrintWriter writer = new PrintWriter(body, true, StandardCharsets.UTF_8);
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

  int status() {
    return status;
  }

  void status(int code) {
    status = code;
  }
}
