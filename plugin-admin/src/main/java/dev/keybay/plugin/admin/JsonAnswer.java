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
    write(response, "application/json", JSON.writeValueAsBytes(answer));
  }

  static void write(HttpServletResponse response, String type, byte[] body) throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
