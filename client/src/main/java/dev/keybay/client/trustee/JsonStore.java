package dev.keybay.client.trustee;

import dev.keybay.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LocalJson: a file {@code FOLDER/NAMESPACE}, one JSON object from key to value in URL-safe base64
 * with padding. Trustee's documents name it {@code NAMESPACE.json}; that is read where the other is
 * not there.
 */
record JsonStore(Path folder) implements Store {
  private static final int MAX_FILE = 256 << 20;

  @Override
  public List<Entry> entries(String namespace, Takeover takeover) throws IOException {
    Path file = folder.resolve(namespace);
    if (!Files.exists(file)) {
      file = folder.resolve(namespace + ".json");
    }
    if (!Files.exists(file)) {
      return List.of();
    }
    if (!Places.isBelow(file, folder)) {
      takeover.left(
          namespace, file.toString(), "it is a link out of the store's folder, and not followed");
      return List.of();
    }
    return entries(file, takeover);
  }

  private static List<Entry> entries(Path file, Takeover takeover) throws IOException {
    Map<String, @Nullable Object> members;
    try {
      members = Json.parseObject(Places.read(file, MAX_FILE));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (members.size() > MAX_ENTRIES) {
      throw new IOException("there are more than " + MAX_ENTRIES + " entries");
    }
    List<Entry> entries = new ArrayList<>();
    members.forEach(
        (key, value) -> {
          try {
            byte[] bytes = Base64.getUrlDecoder().decode(String.valueOf(value));
            entries.add(new Entry(key, file.toString(), () -> bytes));
          } catch (IllegalArgumentException e) {
            takeover.left(key, file.toString(), "its value is not URL-safe base64");
          }
        });
    entries.sort(Comparator.comparing(Entry::key));
    return entries;
  }
}
