package dev.keybay.plugin.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an answer of plain Java values as JSON. */
final class JsonAnswer {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private JsonAnswer() {}

  static void write(HttpServletResponse response, Map<String, @Nullable Object> answer)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(answer);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
