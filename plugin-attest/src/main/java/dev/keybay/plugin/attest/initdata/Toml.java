package dev.keybay.plugin.attest.initdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.keybay.plugin.attest.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads TOML 1.0 documents as plain Java values. Dates and times become text. */
final class Toml {
  private static final ObjectReader READER =
      TomlMapper.builder(
              TomlFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  .build())
          .build()
          .readerFor(LinkedHashMap.class);

  private Toml() {}

  /**
   * Reads one document.
   *
   * @throws JsonException if the text is no TOML; the message holds nothing of it
   */
  static Map<String, @Nullable Object> read(String document) throws JsonException {
    try {
      Map<String, @Nullable Object> table = READER.readValue(document);
      // The mapper gives null for a document without a single key.
      return table == null ? Map.of() : table;
    } catch (JsonProcessingException e) {
      throw new JsonException("expected a TOML document", e);
    }
  }
}
