package dev.keybay.plugin.attest.rehearsal;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies;
import dev.keybay.plugin.attest.appraisal.Appraiser;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Tries policies out. Thread-safe. */
@Component(service = Rehearsals.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Rehearsals {
  private final Policies policies;
  private final Appraiser appraiser;

  @Activate
  public Rehearsals(@Reference Policies policies, @Reference Appraiser appraiser) {
    this.policies = policies;
    this.appraiser = appraiser;
  }

  /**
   * What would be decided, under the limits that hold in earnest.
   *
   * @throws KbsException {@code BAD_REQUEST} for a malformed message, {@code NOT_FOUND} for an
   *     unknown policy, {@code POLICY_ENGINE} for a text that does not compile
   */
  public Map<String, @Nullable Object> run(byte[] message) {
    RehearsalRequest request = RehearsalRequest.read(message);
    return switch (request.kind()) {
      case "resource" -> new ResourceRehearsal(policies, request).run();
      case "attestation" -> new AttestationRehearsal(policies, appraiser, request).run();
      default -> throw RehearsalRequest.bad("expected kind to be resource or attestation", null);
    };
  }
}
