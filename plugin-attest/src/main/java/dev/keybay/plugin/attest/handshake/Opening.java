package dev.keybay.plugin.attest.handshake;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.attest.Verifier;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsCompatibility;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.session.Session;
import dev.keybay.api.session.SessionStore;
import dev.keybay.plugin.attest.evidence.Verifiers;
import dev.keybay.plugin.attest.handshake.ProtocolVersion.Tolerance;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.settings.AttestSettings;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** The first half of a handshake: request in, challenge out, a new session. Thread-safe. */
@Component(service = Opening.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Opening {

  /**
   * A session with the challenge that it waits for.
   *
   * @param body JSON for the guest
   */
  public record Opened(Session session, byte[] body) {}

  private static final int NONCE_BYTES = 32;

  private final SessionStore sessions;
  private final Verifiers verifiers;
  private final AttestSettings settings;
  private final KbsCompatibility compatibility;
  private final SecureRandom random = new SecureRandom();

  @Activate
  public Opening(
      @Reference SessionStore sessions,
      @Reference Verifiers verifiers,
      @Reference AttestSettings settings,
      @Reference KbsCompatibility compatibility) {
    this.sessions = sessions;
    this.verifiers = verifiers;
    this.settings = settings;
    this.compatibility = compatibility;
  }

  /**
   * Opens a session for a guest. A TEE that nobody verifies is let in here and refused at the end.
   *
   * @param body the guest's first message
   * @throws KbsException {@code ATTESTATION_FAILED} with the reason, which the guest may know
   */
  public Opened open(byte[] body) {
    AuthRequest request = read(body);
    ProtocolVersion version = spoken(request.version());
    Challenge challenge = challenge(request);
    HandshakeState state =
        new HandshakeState(
            request.tee(),
            challenge.nonce(),
            Optional.of(version).filter(ProtocolVersion::unknown).map(ProtocolVersion::text));
    Session session = sessions.open(settings.now().session(), state.attributes());
    return new Opened(session, Json.write(challenge.message()));
  }

  private static AuthRequest read(byte[] body) {
    try {
      return AuthRequest.read(body);
    } catch (JsonException e) {
      throw refused("deserialize Request", e);
    }
  }

  private ProtocolVersion spoken(String text) {
    ProtocolVersion version =
        ProtocolVersion.parse(text).orElseThrow(() -> refused("failed to parse KBS version", null));
    Tolerance tolerance = compatibility.trustee() ? Tolerance.EXACT : Tolerance.LATER;
    if (!version.spoken(tolerance)) {
      // Guests look for these words.
      throw refused(
          "KBS Client Protocol Version Mismatch: expect "
              + tolerance.requirement
              + " while the request is "
              + version.text(),
          null);
    }
    return version;
  }

  private Challenge challenge(AuthRequest request) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    try {
      Object extraParams = Challenge.extraParams(request.tee(), request.extraParams());
      String nonce =
          verifierChallenge(request.tee(), bytes)
              .orElseGet(() -> Base64.getEncoder().encodeToString(bytes));
      return new Challenge(nonce, extraParams);
    } catch (AttestationException e) {
      throw refused("Attestation Service generate challenge failed", e);
    }
  }

  private Optional<String> verifierChallenge(String tee, byte[] bytes) throws AttestationException {
    Optional<Verifier> verifier = verifiers.find(tee).filter(Verifier::active);
    if (verifier.isEmpty() && tee.equals("se")) {
      // Its evidence answers a challenge that only its verifier can make.
      throw new AttestationException("no verifier for the TEE se");
    }
    try {
      return verifier.flatMap(found -> found.challenge(bytes));
    } catch (RuntimeException e) {
      throw new AttestationException("the verifier of " + tee + " made no challenge", e);
    }
  }

  private static KbsException refused(String reason, @Nullable Throwable cause) {
    return new KbsException(
        ErrorCode.ATTESTATION_FAILED,
        "Attestation error: RCAR handshake Auth failed: " + reason,
        cause);
  }
}
