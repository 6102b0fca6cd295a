package dev.keybay.core.token;

import dev.keybay.core.jose.JwkSetSource;
import dev.keybay.core.jose.KeyDocuments;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trusted JWK sets. One that stays in the settings keeps what it has loaded when they change:
 * its issuer may be away just then. Guarded by the lock of {@link TokenKeys}.
 */
final class JwkSources {
  private final KeyDocuments documents;
  private final Clock clock;
  private Map<Named, JwkSetSource> known = Map.of();

  private record Named(URI uri, Duration interval) {}

  JwkSources(KeyDocuments documents, Clock clock) {
    this.documents = documents;
    this.clock = clock;
  }

  /** One for each URI, in their order; new ones begin to load. */
  List<JwkSetSource> of(List<URI> uris, Duration interval) {
    Map<Named, JwkSetSource> wanted = new LinkedHashMap<>();
    for (URI uri : uris) {
      Named name = new Named(uri, interval);
      JwkSetSource there = known.get(name);
      wanted.put(name, there == null ? new JwkSetSource(documents, uri, interval, clock) : there);
    }
    known = wanted;
    return List.copyOf(wanted.values());
  }
}
