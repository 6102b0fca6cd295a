package dev.keybay.api.policy;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A language for policies. A service with the property {@link #LANGUAGE}; {@code rego} is the
 * host's default. Thread-safe.
 */
@ConsumerType
public interface PolicyEngine {
  /** Service property: the language's name, lower case. */
  String LANGUAGE = "policy.language";

  /**
   * Compiles a policy.
   *
   * @param id for messages only
   * @param source at most 1 MiB of text
   * @throws PolicySyntaxException if it is no valid policy or over a limit; nothing else, whatever
   *     the text is
   */
  CompiledPolicy compile(String id, String source);
}
