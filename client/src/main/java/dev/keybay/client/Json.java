package dev.keybay.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to plain Java values and back. Strict: no duplicate members, nothing after the value,
 * at most 64 levels deep. Objects keep the order of their members.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException if the bytes are anything else; the message tells the place
   *     and never the content, which may be secret
   */
  public static @Nullable Object parse(byte[] utf8) {
    try {
      return MAPPER.readValue(utf8, Object.class);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new IllegalArgumentException(
          at == null
              ? "not JSON"
              : "not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** As {@link #parse(byte[])}. */
  public static @Nullable Object parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException if it is not an object
   */
  public static Map<String, @Nullable Object> parseObject(byte[] utf8) {
    return object(parse(utf8));
  }

  /**
   * A value that ought to be an object, as a map.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static Map<String, @Nullable Object> object(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("not a JSON object");
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    map.forEach((name, member) -> object.put(String.valueOf(name), member));
    return object;
  }

  /**
   * A member that ought to be a string.
   *
   * @throws IllegalArgumentException if it is absent or is not
   */
  public static String string(Map<String, ? extends @Nullable Object> object, String member) {
    if (object.get(member) instanceof String string) {
      return string;
    }
    throw new IllegalArgumentException("no string member \"" + member + "\"");
  }

  /** Compact JSON, members in the order of the map. */
  public static String write(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + e.getOriginalMessage(), e);
    }
  }

  /** As {@link #write}, in UTF-8. */
  public static byte[] bytes(@Nullable Object value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  /** JSON for people: indented. */
  public static String pretty(@Nullable Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + e.getOriginalMessage(), e);
    }
  }
}
