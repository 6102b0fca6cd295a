package dev.keybay.core.access;

import dev.keybay.api.attest.AttestationToken;
import dev.keybay.api.plugin.Caller;
import dev.keybay.api.session.Session;
import java.util.Optional;

/**
 * A request that was let in.
 *
 * @param session the caller's session, if it showed a valid cookie
 * @param sealFor the token whose TEE key the answer is encrypted to, if the rule asks for it
 */
public record Entry(Caller caller, Optional<Session> session, Optional<AttestationToken> sealFor) {

  static Entry plain(Caller caller, Optional<Session> session) {
    return new Entry(caller, session, Optional.empty());
  }
}
