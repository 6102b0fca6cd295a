package dev.keybay.plugin.attest.reference;

import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form {@code sample}: base64 of a JSON object from name to value, without a signature. The
 * administrator who sends it vouches for it.
 */
final class SampleExtractor implements ReferenceValueExtractor {
  @Override
  public String type() {
    return "sample";
  }

  @Override
  public Map<String, @Nullable Object> extract(String payload) throws JsonException {
    if (!(Json.read(decode(payload)) instanceof Map<?, ?> members)) {
      throw new JsonException("expected the payload to hold an object from name to value");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    members.forEach((name, value) -> values.put((String) name, value));
    return values;
  }

  private static byte[] decode(String payload) throws JsonException {
    try {
      return Base64.getDecoder().decode(payload);
    } catch (IllegalArgumentException e) {
      throw new JsonException("expected the payload to be base64", e);
    }
  }
}
