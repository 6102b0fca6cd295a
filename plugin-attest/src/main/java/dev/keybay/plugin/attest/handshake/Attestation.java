package dev.keybay.plugin.attest.handshake;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.attest.TokenIssuer;
import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.event.GuestAttested;
import dev.keybay.api.session.Session;
import dev.keybay.api.session.SessionStore;
import dev.keybay.plugin.attest.appraisal.Appraisal;
import dev.keybay.plugin.attest.appraisal.Appraiser;
import dev.keybay.plugin.attest.evidence.EvidenceVerifier;
import dev.keybay.plugin.attest.evidence.VerifiedEvidence;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.settings.AttestSettings;
import dev.keybay.plugin.attest.token.EarToken;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * The second half of a handshake: evidence in, token out, the session attested. Thread-safe.
 *
 * <p>A session that is attested stays so: the guest gets the token that it got before, whatever
 * evidence it sends. A failure changes nothing: the guest may try again with the same nonce until
 * the session ends.
 */
@Component(service = Attestation.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Attestation {
  private final SessionStore sessions;
  private final EvidenceVerifier verifier;
  private final Appraiser appraiser;
  private final TokenIssuer issuer;
  private final EventNotifier events;
  private final AttestSettings settings;

  @Activate
  public Attestation(
      @Reference SessionStore sessions,
      @Reference EvidenceVerifier verifier,
      @Reference Appraiser appraiser,
      @Reference TokenIssuer issuer,
      @Reference EventNotifier events,
      @Reference AttestSettings settings) {
    this.sessions = sessions;
    this.verifier = verifier;
    this.appraiser = appraiser;
    this.issuer = issuer;
    this.events = events;
    this.settings = settings;
  }

  /**
   * The token of the guest.
   *
   * @param session that its cookie named
   * @param body the guest's second message
   * @throws JsonException if the message is malformed
   * @throws AttestationException if the evidence does not hold
   */
  String attest(Session session, byte[] body) throws JsonException, AttestationException {
    AttestRequest request = AttestRequest.read(body);
    if (session.token().isPresent()) {
      return session.token().get();
    }
    HandshakeState state = HandshakeState.of(session);
    if (!state.challengedWith(request.nonce())) {
      throw new AttestationException("the nonce is not the one of the challenge");
    }
    EarToken ear = appraise(verifier.verify(state.tee(), request.evidence()));
    String token = issuer.issue(ear.claims());
    if (!sessions.replace(session, session.attestedWith(token))) {
      return attestedMeanwhile(session);
    }
    events.publish(new GuestAttested(state.tee(), ear.status().status()));
    return token;
  }

  private EarToken appraise(List<VerifiedEvidence> devices) throws AttestationException {
    List<Appraisal> appraisals = new ArrayList<>(devices.size());
    for (VerifiedEvidence device : devices) {
      appraisals.add(appraiser.appraise(device));
    }
    return EarToken.of(appraisals, settings.now());
  }

  /** Two requests of one session at once: the first to end counts for both. */
  private String attestedMeanwhile(Session session) throws AttestationException {
    return sessions
        .find(session.id())
        .flatMap(Session::token)
        .orElseThrow(() -> new AttestationException("the session ended meanwhile"));
  }
}
