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
 * @param source where it came from: a path, a URL, or who sent it
 * @param added when it was registered
 * @param demands what its descriptor asks for
 * @param trust how far these bytes are trusted
 * @param grant what it was allowed when it was let run, if it asked for anything
 */
public record Release(
    PluginVersion plugin,
    int format,
    String digest,
    Optional<String> signer,
    String source,
    Instant added,
    Demands demands,
    Trust trust,
    Optional<Grant> grant) {

  /** One that asks for nothing and that nobody has judged. */
  public Release(
      PluginVersion plugin,
      int format,
      String digest,
      Optional<String> signer,
      String source,
      Instant added) {
    this(plugin, format, digest, signer, source, added, Demands.NONE, Trust.NONE, Optional.empty());
  }

  public StreamId stream() {
    return StreamId.of(plugin, format);
  }

  /** The same, asking for something. */
  public Release demanding(Demands asked) {
    return new Release(plugin, format, digest, signer, source, added, asked, trust, grant);
  }

  /** The same, trusted so far. */
  public Release trusted(Trust judged) {
    return new Release(plugin, format, digest, signer, source, added, demands, judged, grant);
  }

  Release from(String other) {
    return new Release(plugin, format, digest, signer, other, added, demands, trust, grant);
  }

  Release granted(Grant allowed) {
    return new Release(
        plugin, format, digest, signer, source, added, demands, trust, Optional.of(allowed));
  }
}
