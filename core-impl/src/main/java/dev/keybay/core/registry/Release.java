package dev.keybay.core.registry;

import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of one plugin, whose bytes are in the content store.
 *
 * @param format 1 for a plain bundle, 2 for one with a descriptor
 * @param digest {@code sha256:} and 64 lower-case hexadecimal digits: a version's bytes never
 *     change
 * @param signer who signed it and is trusted, if anyone
 * @param source where it came from: a path, or who sent it
 * @param added when it was registered
 */
public record Release(
    PluginVersion plugin,
    int format,
    String digest,
    Optional<String> signer,
    String source,
    Instant added) {

  public StreamId stream() {
    return StreamId.of(plugin, format);
  }
}
