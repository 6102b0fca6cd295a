package dev.keybay.api.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The host's policies: stored, compiled once, evaluated. A policy that is set applies from the next
 * evaluation on. Thread-safe.
 */
@ProviderType
public interface Policies {

  /** What a policy decides on. */
  enum Kind {
    /** Who gets a resource. */
    RESOURCE,
    /** How evidence is appraised. */
    ATTESTATION
  }

  /**
   * Compiles and stores a policy, replacing its predecessor; durable when it returns.
   *
   * @param id 1 to 128 characters of {@code A-Z a-z 0-9 . _ -}
   * @throws dev.keybay.api.error.KbsException {@code POLICY_ENGINE} if it does not compile (with
   *     line and column), {@code POLICY_MALFORMED} if the id is out of bounds; nothing was changed
   */
  void set(Kind kind, String id, String source);

  /** Stores a policy unless one of that id exists, as shipped defaults are. */
  void setDefault(Kind kind, String id, String source);

  /** The text of a policy. */
  Optional<String> source(Kind kind, String id);

  /** The ids of all policies of a kind, sorted. */
  List<String> ids(Kind kind);

  /**
   * Evaluates rules of a stored policy under the host's limits; see {@link
   * CompiledPolicy#evaluate}.
   *
   * @throws dev.keybay.api.error.KbsException {@code NOT_FOUND} if there is no such policy
   * @throws PolicyEvaluationException as the engine does
   */
  Map<String, @Nullable Object> evaluate(
      Kind kind,
      String id,
      Map<String, ?> data,
      @Nullable Object input,
      List<String> rules,
      List<PolicyFunction> functions);
}
