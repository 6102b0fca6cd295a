package dev.keybay.plugin.attest.reference;

import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored reference value: {@code {"version", "name", "expiration", "value"}}, the expiration in
 * whole seconds of UTC.
 *
 * @param value any JSON value
 */
public record ReferenceValueRecord(String name, Instant expiration, @Nullable Object value) {

  byte[] toJson() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("version", ReferenceValueMessage.VERSION);
    members.put("name", name);
    members.put("expiration", expiration.truncatedTo(ChronoUnit.SECONDS).toString());
    members.put("value", value);
    return Json.write(members);
  }

  static ReferenceValueRecord fromJson(byte[] json) {
    try {
      JsonObject members = Json.readObject(json);
      return new ReferenceValueRecord(
          members.string("name"),
          Instant.parse(members.string("expiration")),
          members.value("value"));
    } catch (JsonException | DateTimeException e) {
      throw new IllegalStateException("a stored reference value cannot be read", e);
    }
  }
}
