package dev.keybay.plugin.attest.reference;

import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The message that registers reference values: {@code {"version", "type", "payload"}}. */
final class ReferenceValueMessage {
  static final String VERSION = "0.1.0";

  private static final Map<String, ReferenceValueExtractor> EXTRACTORS =
      Stream.of(new SampleExtractor())
          .collect(
              Collectors.toUnmodifiableMap(ReferenceValueExtractor::type, Function.identity()));

  private ReferenceValueMessage() {}

  /**
   * The values in the message, by name.
   *
   * @throws JsonException if it is malformed, of another version or of an unknown type
   */
  static Map<String, @Nullable Object> values(byte[] body) throws JsonException {
    JsonObject message = Json.readObject(body);
    Optional<String> version = message.optionalString("version");
    if (version.isPresent() && !version.get().equals(VERSION)) {
      throw new JsonException("expected a message of version " + VERSION);
    }
    ReferenceValueExtractor extractor = EXTRACTORS.get(message.string("type"));
    if (extractor == null) {
      throw new JsonException("expected a type among " + EXTRACTORS.keySet());
    }
    return extractor.extract(message.string("payload"));
  }
}
