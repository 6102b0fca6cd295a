package dev.keybay.plugin.attest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The body of an answer. */
final class JsonBody {
  private JsonBody() {}

  static void send(HttpServletResponse response, byte[] json) throws IOException {
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
