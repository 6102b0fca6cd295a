package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.JsonReader;
import dev.keybay.policy.rego.value.JsonWriter;
import dev.keybay.policy.rego.value.ObjectValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** JSON (RFC 8259) and base64 (RFC 4648 §4 and §5). */
final class Encodings {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("json.marshal", 1, a -> JsonWriter.json(a.get(0), a.environment())),
          Builtin.of("json.marshal_with_options", 2, Encodings::marshal),
          Builtin.of("json.unmarshal", 1, a -> JsonReader.read(a.string(0), a.environment())),
          Builtin.of("json.is_valid", 1, Encodings::isJson),
          Builtin.of("base64.encode", 1, a -> encode(a, Base64.getEncoder())),
          Builtin.of("base64.decode", 1, a -> decode(a, Base64.getDecoder())),
          Builtin.of("base64.is_valid", 1, Encodings::isBase64),
          Builtin.of("base64url.encode", 1, a -> encode(a, Base64.getUrlEncoder())),
          Builtin.of(
              "base64url.encode_no_pad",
              1,
              a -> encode(a, Base64.getUrlEncoder().withoutPadding())),
          Builtin.of("base64url.decode", 1, a -> decode(a, Base64.getUrlDecoder())));

  private static final Set<String> OPTIONS = Set.of("pretty", "indent", "prefix");

  private Encodings() {}

  /**
   * JSON on many lines if {@code pretty} says so, or only {@code indent} or {@code prefix} does.
   */
  private static Object marshal(Arguments a) {
    ObjectValue options = a.object(1);
    for (int i = 0; i < options.size(); i++) {
      Object key = options.keyAt(i);
      if (!(key instanceof String name) || !OPTIONS.contains(name)) {
        throw Failure.type(
            "operand 2 object contained unknown key " + JsonWriter.json(key, n -> {}));
      }
    }
    Object pretty = options.get("pretty");
    if (pretty != null && !(pretty instanceof Boolean)) {
      throw Failure.type("operand 2 key \"pretty\" must be boolean");
    }
    if (Boolean.FALSE.equals(pretty) || (pretty == null && options.size() == 0)) {
      return JsonWriter.json(a.get(0), a.environment());
    }
    return JsonWriter.pretty(
        a.get(0), text(options, "prefix", ""), text(options, "indent", "\t"), a.environment());
  }

  private static String text(ObjectValue options, String key, String otherwise) {
    Object value = options.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof String text) {
      return text;
    }
    throw Failure.type("operand 2 key \"" + key + "\" must be string");
  }

  private static Object isJson(Arguments a) {
    if (!(a.get(0) instanceof String)) {
      return false;
    }
    try {
      JsonReader.read(a.string(0), a.environment());
      return true;
    } catch (Failure e) {
      return false;
    }
  }

  private static Object encode(Arguments a, Base64.Encoder encoder) {
    return encoder.encodeToString(a.string(0).getBytes(StandardCharsets.UTF_8));
  }

  private static Object decode(Arguments a, Base64.Decoder decoder) {
    byte[] bytes;
    try {
      bytes = decoder.decode(a.string(0));
    } catch (IllegalArgumentException e) {
      throw Failure.builtin("illegal base64 data");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Failure.builtin("decoded base64 is no UTF-8 text");
    }
  }

  private static Object isBase64(Arguments a) {
    try {
      String text = a.string(0);
      byte[] bytes = Base64.getDecoder().decode(text);
      // Without its padding it is no valid base64, though Java's decoder takes it.
      return text.length() == (bytes.length + 2) / 3 * 4;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
