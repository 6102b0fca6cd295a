package dev.keybay.plugin.attest.evidence;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.attest.Evidence;
import dev.keybay.api.attest.TeeClaims;
import dev.keybay.api.attest.Verifier;
import dev.keybay.plugin.attest.initdata.InitData;
import dev.keybay.plugin.attest.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Hands each piece of a guest's evidence to the verifier of its TEE. All must hold. */
@Component(service = EvidenceVerifier.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class EvidenceVerifier {
  private final Verifiers verifiers;

  @Activate
  public EvidenceVerifier(@Reference Verifiers verifiers) {
    this.verifiers = verifiers;
  }

  /**
   * What the verifiers say, the primary TEE first, then the additional ones as they were sent.
   *
   * @throws AttestationException if any evidence does not hold, or nobody verifies its TEE
   * @throws JsonException if the runtime data has no canonical form
   */
  public List<VerifiedEvidence> verify(String tee, GuestEvidence evidence)
      throws AttestationException, JsonException {
    List<VerifiedEvidence> verified = new ArrayList<>();
    verify(tee, evidence.primary(), evidence.runtimeData(), evidence.initData(), verified);
    if (!evidence.additional().isEmpty()) {
      RuntimeData device = evidence.runtimeData().forDevice();
      for (Map.Entry<String, @Nullable Object> sent : evidence.additional().entrySet()) {
        verify(sent.getKey(), sent.getValue(), device, Optional.empty(), verified);
      }
    }
    return verified;
  }

  private void verify(
      String tee,
      @Nullable Object value,
      RuntimeData runtimeData,
      Optional<InitData> initData,
      List<VerifiedEvidence> verified)
      throws AttestationException, JsonException {
    Verifier verifier =
        verifiers
            .find(tee)
            .orElseThrow(() -> new AttestationException("no verifier for the TEE " + tee));
    if (!verifier.active()) {
      throw new AttestationException(verifier.refusal());
    }
    Evidence evidence =
        new Evidence(tee, value, runtimeData.digest(tee), initData.map(InitData::digest));
    for (TeeClaims claims : ask(verifier, evidence)) {
      verified.add(new VerifiedEvidence(tee, claims, runtimeData, initData));
    }
  }

  private static List<TeeClaims> ask(Verifier verifier, Evidence evidence)
      throws AttestationException {
    List<TeeClaims> devices;
    try {
      devices = verifier.verify(evidence);
    } catch (RuntimeException e) {
      // A verifier that stumbles over evidence has not verified it.
      throw new AttestationException("the verifier of " + evidence.tee() + " failed: " + e, e);
    }
    if (devices.isEmpty()) {
      throw new AttestationException("the verifier of " + evidence.tee() + " said nothing");
    }
    return devices;
  }
}
