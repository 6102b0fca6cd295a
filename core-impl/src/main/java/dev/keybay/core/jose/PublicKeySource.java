package dev.keybay.core.jose;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** A public key, or the one of a certificate, in a PEM document under a URI. Thread-safe. */
public final class PublicKeySource {
  private final Refreshing<Optional<PublicKey>> key;

  /**
   * Begins to load.
   *
   * @param uri see {@link KeyDocuments#requireUri}
   * @param interval between two loads over the network, see {@link Pace}
   */
  public PublicKeySource(KeyDocuments documents, URI uri, Duration interval, Clock clock) {
    this.key =
        new Refreshing<>(
            uri.toString(),
            () -> documents.fetch(uri).thenApply(body -> Optional.of(parse(body))),
            Optional.empty(),
            Pace.of(uri, interval),
            clock);
  }

  /** The key, unless it could not be loaded. */
  public Optional<PublicKey> get() {
    return key.get();
  }

  /** Grows whenever the key changes. */
  public long generation() {
    return key.generation();
  }

  private static PublicKey parse(byte[] body) {
    try {
      return Pem.parse(body).publicKey();
    } catch (GeneralSecurityException e) {
      throw new CompletionException(e);
    }
  }
}
