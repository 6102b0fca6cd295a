package dev.keybay.plugin.attest.rehearsal;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.plugin.attest.appraisal.Appraiser;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an attestation policy would appraise evidence, with the reference values of now. */
record AttestationRehearsal(Policies policies, Appraiser appraiser, RehearsalRequest request) {

  Map<String, @Nullable Object> run() {
    String source = request.policy().orElseGet(this::stored);
    Appraiser.Rehearsed rehearsed = appraiser.rehearse(source, request.input());
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("decision", rehearsed.status());
    rehearsed.problem().ifPresent(problem -> members.put("error", problem));
    members.put("values", rehearsed.values());
    members.put("rules", RuleView.of(rehearsed.rules()));
    return members;
  }

  private String stored() {
    String id =
        request
            .id()
            .orElseThrow(
                () -> RehearsalRequest.bad("expected id or policy to say which policy", null));
    return policies
        .source(Kind.ATTESTATION, id)
        .orElseThrow(
            () -> new KbsException(ErrorCode.NOT_FOUND, "there is no attestation policy " + id));
  }
}
