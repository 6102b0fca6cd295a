package dev.keybay.core.token;

import dev.keybay.api.attest.AttestationToken;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is computed once for a token that is verified once, for example from its TEE key. Tokens are
 * told apart by identity, because comparing them would walk all their claims, and are held weakly:
 * who verified them decides how long they live. Thread-safe.
 */
public final class PerToken<V> {
  /** More than the tokens that are kept verified; beyond it, values are computed each time. */
  private static final int MAX_TOKENS = 40_000;

  /** Keys are {@link Key}s; look-ups use a {@link Probe}, which is equal to them. */
  private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();

  private final ReferenceQueue<AttestationToken> collected = new ReferenceQueue<>();

  private final Function<AttestationToken, V> function;

  /**
   * @param function gives no null and depends on the token alone; what it throws is not kept
   */
  public PerToken(Function<AttestationToken, V> function) {
    this.function = function;
  }

  /** The value of this token. */
  public V of(AttestationToken token) {
    V known = values.get(new Probe(token));
    return known == null ? compute(token) : known;
  }

  private V compute(AttestationToken token) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      values.remove(gone);
    }
    V value = function.apply(token);
    if (values.size() < MAX_TOKENS) {
      values.put(new Key(token, collected), value);
    }
    return value;
  }

  /** How many are kept now. */
  public int size() {
    return values.size();
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
