package dev.keybay.format.access;

import java.util.Optional;

/**
 * What a rule asks of the caller, and what it promises.
 *
 * @param role of the administrators whom it lets in; empty means all of them
 * @param policy the id of one more resource policy that must allow what a guest asks for
 * @param sealed whether the answer is encrypted to the guest's TEE key
 */
public record Requirement(
    Auth auth, Optional<String> role, Optional<String> policy, boolean sealed) {

  public Requirement {
    if (sealed && auth != Auth.ATTESTED) {
      throw new IllegalArgumentException("encrypt: jwe needs auth: attested");
    }
    if (policy.isPresent() && auth != Auth.ATTESTED) {
      throw new IllegalArgumentException("policy needs auth: attested");
    }
    if (role.isPresent() && auth != Auth.ADMIN) {
      throw new IllegalArgumentException("role needs auth: admin");
    }
  }

  /** Nothing beyond the kind of caller. */
  public static Requirement of(Auth auth) {
    return new Requirement(auth, Optional.empty(), Optional.empty(), false);
  }
}
