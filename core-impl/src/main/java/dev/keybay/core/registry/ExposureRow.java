package dev.keybay.core.registry;

import dev.keybay.core.json.JsonText;
import dev.keybay.format.json.StrictJson;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a name means as the body of its row, and back. */
public final class ExposureRow {
  private ExposureRow() {}

  /** As JSON text that stands for itself. */
  public static String text(Exposure exposure) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", exposure.name());
    named.putAll(body(exposure));
    return JsonText.of(named);
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static Exposure parse(String text) throws IOException {
    Map<String, @Nullable Object> body = StrictJson.object(text.getBytes(StandardCharsets.UTF_8));
    return read(String.valueOf(body.get("name")), body);
  }

  static Map<String, Object> body(Exposure exposure) {
    Map<String, Object> body = new LinkedHashMap<>();
    exposure.promoted().ifPresent(stream -> body.put("promoted", stream.toString()));
    Map<String, Object> weights = new LinkedHashMap<>();
    exposure.weights().forEach((version, share) -> weights.put(version.version(), share));
    body.put("weights", weights);
    List<Object> exposed = new ArrayList<>();
    exposure.exposed().forEach(stream -> exposed.add(stream.toString()));
    body.put("exposed", exposed);
    return body;
  }

  static Exposure read(String name, Map<String, @Nullable Object> body) throws IOException {
    if (!(body.get("weights") instanceof Map<?, ?> shares)
        || !(body.get("exposed") instanceof List<?> streams)) {
      throw new IOException("expected weights and exposed of " + name);
    }
    SortedMap<PluginVersion, Integer> weights = new TreeMap<>();
    for (Map.Entry<?, ?> share : shares.entrySet()) {
      if (!(share.getValue() instanceof Number weight)) {
        throw new IOException("expected a number as weight of " + name);
      }
      weights.put(new PluginVersion(name, String.valueOf(share.getKey())), weight.intValue());
    }
    SortedSet<StreamId> exposed = new TreeSet<>();
    for (Object each : streams) {
      exposed.add(stream(String.valueOf(each)));
    }
    Optional<StreamId> promoted =
        body.get("promoted") instanceof String text ? Optional.of(stream(text)) : Optional.empty();
    return new Exposure(name, promoted, weights, exposed);
  }

  private static StreamId stream(String text) throws IOException {
    return StreamId.parse(text).orElseThrow(() -> new IOException("expected a stream: " + text));
  }
}
