package dev.keybay.plugin.attest.handshake;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.event.AttestationFailed;
import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.session.Session;
import dev.keybay.plugin.attest.json.JsonException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a guest learns of the second half of its handshake: its token, or that it failed. Why it
 * failed is for the operator, in the log and as an event. Thread-safe.
 */
@Component(service = Closing.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Closing {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private final Attestation attestation;
  private final EventNotifier events;

  @Activate
  public Closing(@Reference Attestation attestation, @Reference EventNotifier events) {
    this.attestation = attestation;
    this.events = events;
  }

  /**
   * Attests a guest.
   *
   * @param session that its cookie named, if it named one
   * @param body the guest's second message
   * @param requestId for the log
   * @return the token
   * @throws KbsException {@code ATTESTATION_FAILED} without a reason, whatever does not hold; what
   *     the host's services throw is handed on, so that a defect of ours is no 401, which would
   *     make guests attest again
   */
  public String close(Optional<Session> session, byte[] body, String requestId) {
    if (session.isEmpty()) {
      log.atDebug()
          .addKeyValue("request", requestId)
          .log("attestation refused: no session, or one that has ended");
      throw refused(null);
    }
    HandshakeState state = HandshakeState.of(session.get());
    try {
      return attestation.attest(session.get(), body);
    } catch (JsonException | AttestationException e) {
      throw failed(state, String.valueOf(e.getMessage()), requestId, e);
    }
  }

  private KbsException failed(
      HandshakeState state, String found, String requestId, Exception cause) {
    String reason = found + state.version().map(Closing::later).orElse("");
    log.atWarn()
        .addKeyValue("tee", state.tee())
        .addKeyValue("reason", reason)
        .addKeyValue("request", requestId)
        .log("attestation refused");
    events.publish(new AttestationFailed(state.tee(), reason));
    return refused(cause);
  }

  private static String later(String version) {
    return "; the guest speaks version "
        + version
        + " of the protocol, whose messages may be others than those of 0.4";
  }

  private static KbsException refused(@Nullable Throwable cause) {
    return new KbsException(
        ErrorCode.ATTESTATION_FAILED, "Attestation error: RCAR handshake Attest failed", cause);
  }
}
