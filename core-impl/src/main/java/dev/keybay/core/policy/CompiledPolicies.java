package dev.keybay.core.policy;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.api.policy.PolicyEngine;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretNamespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stored policies as the engine of the moment has compiled them. An evaluation of one that is
 * compiled is a look-up in an immutable map and no more; the store is read after a change, and when
 * the engine is swapped. Thread-safe.
 */
final class CompiledPolicies {
  private final SecretNamespace store;
  private final PolicyCache cache = new PolicyCache();

  /**
   * @param store where their texts are
   */
  CompiledPolicies(SecretNamespace store) {
    this.store = store;
  }

  void use(PolicyEngine engine) {
    cache.use(engine);
  }

  void drop(PolicyEngine engine) {
    cache.drop(engine);
  }

  /**
   * Compiles a text that need not be stored.
   *
   * @throws KbsException {@code POLICY_ENGINE} if it does not compile, {@code UNAVAILABLE} while
   *     there is no engine
   */
  Draft draft(String id, String source) {
    PolicyEngine engine = PolicyCompiler.require(cache.now().engine());
    return new Draft(engine, PolicyCompiler.compile(engine, id, source));
  }

  /** A text that compiles, and what has compiled it. */
  record Draft(PolicyEngine engine, CompiledPolicy policy) {}

  /**
   * Looks whether a text compiles; while there is no engine every text is taken unseen.
   *
   * @throws KbsException {@code POLICY_ENGINE} if it does not
   */
  void checkIfPossible(String id, String source) {
    PolicyEngine engine = cache.now().engine();
    if (engine != null) {
      PolicyCompiler.compile(engine, id, source);
    }
  }

  /** A draft was stored. */
  void stored(Kind kind, String id, SecretInfo stored, String hash, Draft draft) {
    cache.put(
        draft.engine(), kind, id, new CachedPolicy.Ready(stored.revision(), hash, draft.policy()));
    // If the engine was swapped meanwhile, the line above did nothing and this one makes it load.
    outdate(kind, id, stored.revision());
  }

  /** Whatever was compiled before this revision is loaded again when it is asked for. */
  void outdate(Kind kind, String id, long revision) {
    cache.outdate(kind, id, revision);
  }

  /**
   * See {@link dev.keybay.api.policy.Policies#defines(Kind, String, String)}.
   *
   * @throws KbsException {@code NOT_FOUND}, or {@code POLICY_FAILED} if its text does not compile
   */
  boolean defines(Kind kind, String id, String rule) {
    return ready(cache.now(), kind, id).compiled().defines(rule);
  }

  /**
   * See {@link dev.keybay.api.policy.Policies#evaluate}.
   *
   * @throws KbsException as {@link #defines} does
   */
  Map<String, @Nullable Object> evaluate(
      Kind kind,
      String id,
      Map<String, ?> data,
      @Nullable Object input,
      List<String> rules,
      List<PolicyFunction> functions,
      PolicyLimits limits) {
    PolicyCache.Contents now = cache.now();
    try {
      return ready(now, kind, id).compiled().evaluate(data, input, rules, functions, limits);
    } catch (LinkageError e) {
      // The engine's bundle went away under the evaluation. Its successor decides, if there is one.
      PolicyCache.Contents later = cache.now();
      if (later.engine() == now.engine()) {
        throw e;
      }
      return ready(later, kind, id).compiled().evaluate(data, input, rules, functions, limits);
    }
  }

  /** SHA-384 of the text that is evaluated now, hexadecimal, if one is compiled. */
  Optional<String> hash(Kind kind, String id) {
    CachedPolicy known = cache.now().policies(kind).get(id);
    if (known instanceof CachedPolicy.Ready ready) {
      return Optional.of(ready.hash());
    }
    return known instanceof CachedPolicy.Broken broken
        ? Optional.of(broken.hash())
        : Optional.empty();
  }

  private CachedPolicy.Ready ready(PolicyCache.Contents now, Kind kind, String id) {
    CachedPolicy policy = now.policies(kind).get(id);
    if (policy == null || policy instanceof CachedPolicy.Outdated) {
      policy = load(now, kind, id, policy == null ? 0 : policy.revision());
    }
    if (policy instanceof CachedPolicy.Ready ready) {
      return ready;
    }
    if (policy instanceof CachedPolicy.Broken broken) {
      // The engine's words tell what is in the text, and guests are answered with this.
      throw new KbsException(
          ErrorCode.POLICY_FAILED,
          PolicyCompiler.ERROR + "the stored policy does not compile",
          broken.problem());
    }
    throw new KbsException(
        ErrorCode.NOT_FOUND, "No " + PolicyNames.text(kind) + " policy of that id is stored");
  }

  private CachedPolicy load(PolicyCache.Contents now, Kind kind, String id, long revision) {
    PolicyEngine engine = PolicyCompiler.require(now.engine());
    CachedPolicy loaded =
        PolicyNames.valid(kind, id)
            ? store
                .get(PolicyNames.key(kind, id))
                .map(entry -> PolicyCompiler.compiled(engine, id, entry))
                .orElseGet(() -> new CachedPolicy.Absent(revision))
            : new CachedPolicy.Absent(revision);
    cache.put(engine, kind, id, loaded);
    return loaded;
  }
}
