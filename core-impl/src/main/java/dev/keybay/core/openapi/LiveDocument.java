package dev.keybay.core.openapi;

import dev.keybay.core.artifact.Sha256;
import dev.keybay.core.json.JsonText;
import dev.keybay.core.plugins.PromotedPlugins;
import dev.keybay.core.plugins.PromotedPlugins.Promoted;
import dev.keybay.format.openapi.ApiDocument;
import dev.keybay.format.openapi.ApiPart;
import dev.keybay.format.openapi.ApiPartException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The document of what runs now: put together anew when that has changed, and each plugin's part
 * read once. A part that cannot be used is left out and logged; the document does without. Holds
 * values alone, so no version that has gone is kept in memory by it. Thread-safe.
 */
@Component(service = LiveDocument.class)
public final class LiveDocument {
  private static final Logger log = LoggerFactory.getLogger(LiveDocument.class);

  private final PromotedPlugins plugins;

  /** Parts of the plugins of {@link #latest}; guarded by this. */
  private Map<Promoted, Optional<ApiPart>> parts = Map.of();

  /** Guarded by this for writing. */
  private volatile @Nullable Edition latest;

  /**
   * The document of some plugins.
   *
   * @param json UTF-8; nobody changes it
   * @param tag an entity tag, in quotes
   */
  record Edition(List<Promoted> of, byte[] json, String tag) {}

  @Activate
  public LiveDocument(@Reference PromotedPlugins plugins) {
    this.plugins = plugins;
  }

  /** As it is now. */
  Edition now() {
    List<Promoted> running = plugins.now();
    Edition known = latest;
    return known != null && known.of().equals(running) ? known : renew(running);
  }

  private synchronized Edition renew(List<Promoted> running) {
    Edition known = latest;
    if (known != null && known.of().equals(running)) {
      return known;
    }
    Map<Promoted, Optional<ApiPart>> now = new HashMap<>();
    for (Promoted plugin : running) {
      Optional<ApiPart> read = parts.get(plugin);
      now.put(plugin, read == null ? read(plugin) : read);
    }
    parts = now;
    byte[] json =
        JsonText.bytes(ApiDocument.of(now.values().stream().flatMap(Optional::stream).toList()));
    Edition renewed = new Edition(running, json, '"' + Sha256.of(json) + '"');
    latest = renewed;
    return renewed;
  }

  private Optional<ApiPart> read(Promoted plugin) {
    try {
      Optional<byte[]> json = plugins.file(plugin, ApiPart.ENTRY, ApiPart.MAX_BYTES + 1);
      return json.isEmpty()
          ? Optional.empty()
          : Optional.of(ApiPart.read(json.get(), plugin.identity()));
    } catch (IOException | ApiPartException e) {
      log.atWarn()
          .addKeyValue("plugin", plugin.identity().plugin())
          .addKeyValue("file", ApiPart.ENTRY)
          .addKeyValue("reason", Objects.requireNonNullElse(e.getMessage(), e.toString()))
          .log("a plugin's part of the OpenAPI document cannot be used and is left out");
      return Optional.empty();
    }
  }
}
