package dev.keybay.plugin.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON that comes and goes. Strict: no duplicate members, nothing after the value. Loaded when the
 * first of it comes: data binding takes long to start.
 */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Reads one value, in UTF-8 as RFC 8259 §8.1 has it.
   *
   * @throws IOException if it is none
   */
  static JsonNode read(byte[] json) throws IOException {
    // Left to the reader of JSON, bytes that begin with zeros would be taken for UTF-32.
    return MAPPER.readTree(
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
  }

  /** Writes plain Java, members in the order of the maps. */
  static byte[] bytes(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }

  /** Answers with a value. */
  static void send(HttpServletResponse response, @Nullable Object value) throws IOException {
    byte[] json = bytes(value);
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
