package dev.keybay.plugin.attest.reference;

import dev.keybay.api.attest.ReferenceValueException;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message that registers reference values: {@code {"version", "type", "payload"}}, and Keybay's
 * own {@code "expiration"}.
 *
 * @param values by id
 * @param expiration from when on they count no more; empty leaves it to the setting
 */
record ReferenceValueMessage(Map<String, @Nullable Object> values, Optional<Instant> expiration) {
  static final String VERSION = "0.1.0";

  /**
   * Reads a message.
   *
   * @throws JsonException if it is malformed, of another version or of an unknown type
   */
  static ReferenceValueMessage read(byte[] body, Extractors extractors) throws JsonException {
    JsonObject message = Json.readObject(body);
    Optional<String> version = message.optionalString("version");
    if (version.isPresent() && !version.get().equals(VERSION)) {
      throw new JsonException("expected a message of version " + VERSION);
    }
    Optional<String> expiration = message.optionalString("expiration");
    try {
      return new ReferenceValueMessage(
          extractors.extract(message.string("type"), message.string("payload")),
          expiration.map(text -> OffsetDateTime.parse(text).toInstant()));
    } catch (ReferenceValueException e) {
      throw new JsonException(String.valueOf(e.getMessage()), e);
    } catch (DateTimeException e) {
      throw new JsonException(
          "expected expiration to be a time like 2027-01-31T00:00:00Z (RFC 3339)", e);
    }
  }
}
