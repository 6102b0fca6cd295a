package dev.keybay.core.policy;

import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.api.policy.PolicyEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The policies that one engine has compiled. All of it is one immutable value: a reader sees an
 * engine and policies that belong together, and when the engine goes nothing of it stays behind.
 *
 * <p>Three race for an entry: who sets a policy, who loads it for an evaluation, and the store's
 * notice of a change. Revisions order them: an entry is replaced only by one of the same or a
 * higher revision, and a notice leaves an {@link CachedPolicy.Outdated} mark, so that a loader that
 * read the predecessor cannot bring it back.
 */
final class PolicyCache {
  /** Names that are remembered for each kind; more are loaded each time. */
  static final int MAX_POLICIES = 1_000;

  /**
   * @param engine null while there is none; then both maps are empty
   */
  record Contents(
      @Nullable PolicyEngine engine,
      Map<String, CachedPolicy> resource,
      Map<String, CachedPolicy> attestation) {

    static Contents of(@Nullable PolicyEngine engine) {
      return new Contents(engine, Map.of(), Map.of());
    }

    Map<String, CachedPolicy> policies(Kind kind) {
      return kind == Kind.RESOURCE ? resource : attestation;
    }

    private Contents with(Kind kind, String id, CachedPolicy policy) {
      Map<String, CachedPolicy> changed = new HashMap<>(policies(kind));
      changed.put(id, policy);
      Map<String, CachedPolicy> frozen = Map.copyOf(changed);
      return kind == Kind.RESOURCE
          ? new Contents(engine, frozen, attestation)
          : new Contents(engine, resource, frozen);
    }
  }

  private final AtomicReference<Contents> contents = new AtomicReference<>(Contents.of(null));

  Contents now() {
    return contents.get();
  }

  /** From now on this engine compiles; what another has compiled is dropped. */
  void use(PolicyEngine engine) {
    contents.set(Contents.of(engine));
  }

  /** The engine has gone, unless another is in use already. */
  void drop(PolicyEngine engine) {
    contents.updateAndGet(now -> now.engine() == engine ? Contents.of(null) : now);
  }

  /** Remembers what this engine made of a policy, unless newer is known or the engine has gone. */
  void put(PolicyEngine engine, Kind kind, String id, CachedPolicy policy) {
    contents.updateAndGet(now -> now.engine() == engine ? merged(now, kind, id, policy) : now);
  }

  /** Someone has changed a policy. */
  void outdate(Kind kind, String id, long revision) {
    contents.updateAndGet(
        now -> {
          CachedPolicy known = now.policies(kind).get(id);
          boolean current = known != null && known.revision() >= revision;
          return current ? now : merged(now, kind, id, new CachedPolicy.Outdated(revision));
        });
  }

  private static Contents merged(Contents now, Kind kind, String id, CachedPolicy policy) {
    CachedPolicy known = now.policies(kind).get(id);
    if (known != null && known.revision() > policy.revision()) {
      return now;
    }
    boolean full = known == null && now.policies(kind).size() >= MAX_POLICIES;
    return full ? now : now.with(kind, id, policy);
  }
}
