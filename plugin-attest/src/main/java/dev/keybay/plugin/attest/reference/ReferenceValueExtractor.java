package dev.keybay.plugin.attest.reference;

import dev.keybay.plugin.attest.json.JsonException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes reference values out of one form of payload. Thread-safe. */
interface ReferenceValueExtractor {
  /** The {@code type} of the messages that it takes. */
  String type();

  /**
   * The values by name, each a JSON value.
   *
   * @throws JsonException if the payload is not of this form
   */
  Map<String, @Nullable Object> extract(String payload) throws JsonException;
}
