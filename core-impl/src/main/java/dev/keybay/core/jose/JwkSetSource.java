package dev.keybay.core.jose;

import dev.keybay.format.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a JWK set (RFC 7517 §5) under a URI: the set itself, or an issuer whose OpenID
 * configuration (OpenID Connect Discovery 1.0 §4) names it. Loaded again now and again, and when a
 * token names a key that is not in it.
 *
 * <p>A key must have {@code kid} and {@code alg}; others are passed over. Thread-safe.
 */
public final class JwkSetSource {
  private static final Logger LOG = LoggerFactory.getLogger(JwkSetSource.class);
  private static final int MAX_KEYS = 256;
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final KeyDocuments documents;
  private final URI uri;
  private final Refreshing<Map<String, Entry>> keys;

  /** One of the two is null. */
  private record Fetched(byte @Nullable [] body, @Nullable Throwable failure) {}

  /** Equal if the JWK is. */
  private record Entry(Map<String, @Nullable Object> jwk, JwsKey key) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entry entry && entry.jwk.equals(jwk);
    }

    @Override
    public int hashCode() {
      return jwk.hashCode();
    }
  }

  /**
   * Begins to load.
   *
   * @param uri see {@link KeyDocuments#requireUri}
   * @param interval between two loads over the network, see {@link Pace}
   */
  public JwkSetSource(KeyDocuments documents, URI uri, Duration interval, Clock clock) {
    this.documents = documents;
    this.uri = uri;
    this.keys =
        new Refreshing<>(uri.toString(), this::load, Map.of(), Pace.of(uri, interval), clock);
  }

  /**
   * The key with this {@code kid}; a miss loads the set again, as often as its {@link Pace} allows.
   */
  public Optional<JwsKey> find(String kid) {
    Entry entry = keys.get().get(kid);
    if (entry == null) {
      entry = keys.reloaded().get(kid);
    }
    return Optional.ofNullable(entry).map(Entry::key);
  }

  /** Grows whenever the set changes. */
  public long generation() {
    return keys.generation();
  }

  private CompletableFuture<Map<String, Entry>> load() {
    return documents.fetch(uri).handle(Fetched::new).thenCompose(this::follow);
  }

  /** A set is taken, an OpenID configuration followed; anything else means: ask for one. */
  private CompletableFuture<Map<String, Entry>> follow(Fetched fetched) {
    Optional<Map<String, @Nullable Object>> document = json(fetched.body());
    if (document.isPresent() && document.get().containsKey("keys")) {
      return CompletableFuture.completedFuture(parse(document.get()));
    }
    if (document.isPresent() && document.get().containsKey("jwks_uri")) {
      return fetchSet(document.get());
    }
    if (uri.getScheme().equals("https")) {
      String issuer = uri.toString().replaceFirst("/+$", "");
      return documents
          .fetch(URI.create(issuer + DISCOVERY))
          .thenCompose(configuration -> fetchSet(json(configuration).orElse(Map.of())));
    }
    return CompletableFuture.failedFuture(
        fetched.failure() != null
            ? fetched.failure()
            : new IOException(
                "expected a JWK set (an object with keys) or an OpenID configuration (jwks_uri)"));
  }

  private CompletableFuture<Map<String, Entry>> fetchSet(
      Map<String, @Nullable Object> configuration) {
    if (!(configuration.get("jwks_uri") instanceof String set)) {
      return CompletableFuture.failedFuture(
          new IOException("expected a JWK set, or an OpenID configuration with jwks_uri"));
    }
    URI target = KeyDocuments.requireUri(set);
    if (!target.getScheme().equals(uri.getScheme())) {
      return CompletableFuture.failedFuture(
          new IOException("expected jwks_uri to be a " + uri.getScheme() + ": URI"));
    }
    return documents.fetch(target).thenApply(body -> parse(json(body).orElse(Map.of())));
  }

  private static Optional<Map<String, @Nullable Object>> json(byte @Nullable [] body) {
    try {
      return body == null ? Optional.empty() : Optional.of(StrictJson.object(body));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Map<String, Entry> parse(Map<String, @Nullable Object> set) {
    if (!(set.get("keys") instanceof List<?> list) || list.size() > MAX_KEYS) {
      throw new CompletionException(
          new IOException("expected a JWK set of at most " + MAX_KEYS + " keys"));
    }
    Map<String, Entry> found = new LinkedHashMap<>();
    for (Object element : list) {
      if (element instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
        map.forEach((name, value) -> jwk.put((String) name, value));
        add(jwk, found);
      }
    }
    return Map.copyOf(found);
  }

  private void add(Map<String, @Nullable Object> jwk, Map<String, Entry> found) {
    if (!(jwk.get("kid") instanceof String kid)) {
      LOG.atDebug().addKeyValue("source", uri).log("passed over a key without kid");
      return;
    }
    try {
      found.putIfAbsent(kid, new Entry(jwk, JwkReader.read(jwk)));
    } catch (InvalidTokenException e) {
      LOG.atDebug().addKeyValue("source", uri).addKeyValue("kid", kid).log(e.getMessage());
    }
  }
}
