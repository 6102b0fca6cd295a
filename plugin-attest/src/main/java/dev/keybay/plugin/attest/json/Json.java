package dev.keybay.plugin.attest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON (RFC 8259) as plain Java values. Strict: no duplicate members, nothing
 * after the value, at most 100 levels deep, no number beyond a double's range. The length is
 * bounded by the host's limit on a body.
 */
public final class Json {
  private static final int MAX_DEPTH = 100;
  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectReader READER = MAPPER.readerFor(Object.class);

  private Json() {}

  /**
   * Reads one value, in UTF-8 as RFC 8259 §8.1 has it.
   *
   * @throws JsonException if the bytes are no such JSON; the message holds nothing of the input
   */
  public static @Nullable Object read(byte[] json) throws JsonException {
    if (isAscii(json)) {
      return read(() -> READER.readValue(json));
    }
    try {
      // Left to the reader of JSON, bytes that begin with zeros would be taken for UTF-32.
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
    } catch (CharacterCodingException e) {
      throw new JsonException("expected JSON in UTF-8", e);
    }
  }

  /** Without zeros: then there is no other encoding to be taken for. */
  private static boolean isAscii(byte[] json) {
    for (byte each : json) {
      if (each <= 0) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #read(byte[])}, of text. */
  public static @Nullable Object read(String json) throws JsonException {
    return read(() -> READER.readValue(json));
  }

  private interface Source {
    @Nullable Object value() throws IOException;
  }

  private static @Nullable Object read(Source source) throws JsonException {
    try {
      Object value = source.value();
      requireFinite(value);
      return value;
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
  }

  /** Reads a value that must be an object. */
  public static JsonObject readObject(byte[] json) throws JsonException {
    return JsonObject.of(read(json), "");
  }

  /** Writes a value compactly, members in the order of the map. */
  public static byte[] write(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON value", e);
    }
  }

  /** Whoever reads 1e400 as a double has infinity, which is written as no number at all. */
  private static void requireFinite(@Nullable Object value) throws JsonException {
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new JsonException("expected numbers within the range of a double");
    }
    if (value instanceof Map<?, ?> members) {
      for (Object member : members.values()) {
        requireFinite(member);
      }
    } else if (value instanceof List<?> elements) {
      for (Object element : elements) {
        requireFinite(element);
      }
    }
  }

  private static JsonException notJson(JsonProcessingException cause) {
    var at = cause.getLocation();
    return new JsonException(
        at == null
            ? "expected JSON"
            : "expected JSON, without duplicate members; found something else at line "
                + at.getLineNr()
                + ", column "
                + at.getColumnNr(),
        cause);
  }

  private static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);
    ObjectMapper mapper = builder.build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    return mapper;
  }
}
