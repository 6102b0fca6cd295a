package dev.keybay.core.policy;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyEngine;
import dev.keybay.api.policy.PolicySyntaxException;
import dev.keybay.api.store.SecretEntry;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls an engine so that whatever it throws is an answer. */
final class PolicyCompiler {
  /** What texts about an engine's refusal begin with, as in Trustee. */
  static final String ERROR = "Policy engine error: ";

  private PolicyCompiler() {}

  /**
   * The engine.
   *
   * @throws KbsException {@code UNAVAILABLE} if there is none, as while one is being swapped
   */
  static PolicyEngine require(@Nullable PolicyEngine engine) {
    if (engine == null) {
      throw new KbsException(
          ErrorCode.UNAVAILABLE, "No policy engine for rego is running: try again, or install one");
    }
    return engine;
  }

  /**
   * Compiles a text.
   *
   * @throws KbsException {@code POLICY_ENGINE}
   */
  static CompiledPolicy compile(PolicyEngine engine, String id, String source) {
    try {
      return engine.compile(id, source);
    } catch (PolicySyntaxException e) {
      throw new KbsException(ErrorCode.POLICY_ENGINE, ERROR + e.getMessage(), e);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // Against its contract. The text is refused, the host goes on.
      throw new KbsException(ErrorCode.POLICY_ENGINE, ERROR + "it cannot compile this text", e);
    }
  }

  /** What the engine makes of a stored policy. */
  static CachedPolicy compiled(PolicyEngine engine, String id, SecretEntry entry) {
    long revision = entry.info().revision();
    String hash = PolicyText.hash(entry.value());
    try {
      String source = new String(entry.value(), StandardCharsets.UTF_8);
      return new CachedPolicy.Ready(revision, hash, compile(engine, id, source));
    } catch (KbsException e) {
      return new CachedPolicy.Broken(revision, hash, e);
    }
  }
}
