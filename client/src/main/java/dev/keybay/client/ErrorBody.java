package dev.keybay.client;

import java.util.Optional;

/** The body of a refusal: {@code {"type":"…","detail":"…"}}. */
record ErrorBody(String type, String detail) {

  /** The body, if it is one. */
  static Optional<ErrorBody> parse(byte[] body) {
    try {
      var members = Json.parseObject(body);
      return Optional.of(
          new ErrorBody(Json.string(members, "type"), Json.string(members, "detail")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
