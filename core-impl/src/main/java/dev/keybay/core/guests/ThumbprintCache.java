package dev.keybay.core.guests;

import dev.keybay.api.attest.AttestationToken;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Thumbprints by token, so that each is computed once for a token that is verified once. Tokens are
 * told apart by identity, because comparing them would walk all their claims, and are held weakly:
 * who verified them decides how long they live. Thread-safe.
 */
final class ThumbprintCache {
  /** More than the guests that are remembered; beyond it, thumbprints are computed each time. */
  private static final int MAX_TOKENS = 40_000;

  /** Keys are {@link Key}s; look-ups use a {@link Probe}, which is equal to them. */
  private final ConcurrentHashMap<Object, String> thumbprints = new ConcurrentHashMap<>();

  private final ReferenceQueue<AttestationToken> collected = new ReferenceQueue<>();

  /** The thumbprint of the token's TEE key; empty if that is no key of a known type. */
  Optional<String> of(AttestationToken token) {
    String known = thumbprints.get(new Probe(token));
    return known == null ? compute(token) : Optional.of(known);
  }

  private Optional<String> compute(AttestationToken token) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      thumbprints.remove(gone);
    }
    Optional<String> thumbprint = Thumbprint.of(token.teeKey());
    if (thumbprint.isPresent() && thumbprints.size() < MAX_TOKENS) {
      thumbprints.put(new Key(token, collected), thumbprint.get());
    }
    return thumbprint;
  }

  int size() {
    return thumbprints.size();
  }

  private static final class Probe {
    final AttestationToken token;

    Probe(AttestationToken token) {
      this.token = token;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(token);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.refersTo(token);
    }
  }

  private static final class Key extends WeakReference<AttestationToken> {
    private final int hash;

    Key(AttestationToken token, ReferenceQueue<AttestationToken> queue) {
      super(token, queue);
      hash = System.identityHashCode(token);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    /** By identity, so that it can be removed when its token is gone. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }
  }
}
