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

  /** The resource policy that every attested request is held against. */
  String GLOBAL = "resource-policy";

  /**
   * What the ids of scoped resource policies begin with. The plugin's name follows, and the first
   * segments of the paths that it is for, each after a colon: {@code scope:resource:team-a} is for
   * {@code resource/team-a} and all below. A request needs the permission of the global policy and
   * of every scoped policy that is for its path. Any other id is of a policy that is asked as well
   * where the plugin's access rule names it.
   */
  String SCOPE = "scope:";

  /**
   * Compiles and stores a policy, replacing its predecessor, which stays in the history; durable
   * when it returns.
   *
   * @param id 1 to 128 characters of {@code A-Z a-z 0-9 . _ -}; a scoped one, {@link #SCOPE}, up to
   *     512
   * @throws dev.keybay.api.error.KbsException {@code POLICY_ENGINE} if it does not compile (with
   *     line and column), {@code POLICY_MALFORMED} if the id is out of bounds; nothing was changed
   */
  void set(Kind kind, String id, String source);

  /** Stores a policy unless one of that id exists or was deleted, as shipped defaults are. */
  void setDefault(Kind kind, String id, String source);

  /** The text of a policy. */
  Optional<String> source(Kind kind, String id);

  /** The ids of all policies of a kind, sorted. */
  List<String> ids(Kind kind);

  /** The history of a policy, the latest first; bounded by a setting of the host. */
  List<PolicyVersion> history(Kind kind, String id);

  /** The text of a version in the history; empty if it is not there or was a deletion. */
  Optional<String> source(Kind kind, String id, long number);

  /**
   * Sets the text of an earlier version again, as {@link #set} does.
   *
   * @throws dev.keybay.api.error.KbsException {@code NOT_FOUND} if the history has no such text
   */
  void rollback(Kind kind, String id, long number);

  /**
   * Removes a policy; its history stays. Without the global resource policy every attested request
   * is denied, and without a policy that an access rule names every request that the rule is for.
   *
   * @return false if there was none
   */
  boolean delete(Kind kind, String id);

  /**
   * The ids of the resource policies that a request is held against whatever the plugin's access
   * rule says: the global one, and the scoped ones, the broadest first.
   */
  List<String> applying(String plugin, List<String> path);

  /**
   * Compiles a text and evaluates it under the host's limits, without storing anything.
   *
   * @throws dev.keybay.api.error.KbsException {@code POLICY_ENGINE} if it does not compile
   * @throws PolicyEvaluationException as the engine does
   */
  PolicyTrace test(
      String source,
      Map<String, ?> data,
      @Nullable Object input,
      List<String> rules,
      List<PolicyFunction> functions);

  /**
   * Whether a text has a rule; see {@link CompiledPolicy#defines}.
   *
   * @throws dev.keybay.api.error.KbsException {@code POLICY_ENGINE} if it does not compile
   */
  boolean defines(String source, String rule);

  /**
   * Whether a stored policy has a rule; see {@link CompiledPolicy#defines}.
   *
   * @throws dev.keybay.api.error.KbsException {@code NOT_FOUND} if there is no such policy
   */
  boolean defines(Kind kind, String id, String rule);

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
