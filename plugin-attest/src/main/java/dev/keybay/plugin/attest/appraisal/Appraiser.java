package dev.keybay.plugin.attest.appraisal;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyTrace;
import dev.keybay.api.policy.RuleTrace;
import dev.keybay.plugin.attest.evidence.VerifiedEvidence;
import dev.keybay.plugin.attest.reference.ReferenceValues;
import dev.keybay.plugin.attest.settings.AttestSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks the attestation policy of a device's class: {@code default_cpu}, {@code default_gpu} and so
 * on. One evaluation for each device. Stores the shipped policies when it starts. Thread-safe.
 */
@Component(
    service = Appraiser.class,
    immediate = true,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Appraiser {
  /** The policy that every handshake is appraised by; its parts are named after the classes. */
  static final String POLICY = "default";

  private static final String TRUST_CLAIMS = "data.policy.trust_claims";
  private static final String EXTENSIONS = "data.policy.extensions";
  private static final List<String> RULES = List.of(TRUST_CLAIMS, EXTENSIONS);

  private final Policies policies;
  private final AttestSettings settings;
  private final List<PolicyFunction> functions;

  @Activate
  public Appraiser(
      @Reference Policies policies,
      @Reference ReferenceValues referenceValues,
      @Reference AttestSettings settings) {
    this.policies = policies;
    this.settings = settings;
    functions = List.of(ReferenceValueQuery.over(referenceValues));
    ShippedPolicies.storeIn(policies);
  }

  /**
   * Appraises one device.
   *
   * @throws AttestationException if there is no policy for its class, or the policy fails or gives
   *     something else than claims; a bad appraisal is none of these
   */
  public Appraisal appraise(VerifiedEvidence verified) throws AttestationException {
    String teeClass = verified.claims().teeClass();
    String id = POLICY + "_" + teeClass;
    Map<String, @Nullable Object> evidence =
        AnnotatedEvidence.of(verified, settings.now().verboseToken());
    Map<String, @Nullable Object> results = evaluate(id, evidence);
    return new Appraisal(
        teeClass,
        results.containsKey(TRUST_CLAIMS)
            ? TrustVector.of(results.get(TRUST_CLAIMS))
            : absent(id, policies.defines(Kind.ATTESTATION, id, TRUST_CLAIMS)),
        evidence,
        results.containsKey(EXTENSIONS) ? PolicyExtensions.of(results.get(EXTENSIONS)) : Map.of());
  }

  /**
   * What a policy would say.
   *
   * @param status the EAR status, or {@code failed} where a handshake would fail
   * @param problem why it would fail
   * @param values of the rules that are asked for; empty if the evaluation failed
   * @param rules what the rules gave on the way
   */
  public record Rehearsed(
      String status,
      Optional<String> problem,
      Map<String, @Nullable Object> values,
      List<RuleTrace> rules) {}

  /**
   * Tries out a text on annotated evidence, with the reference values of now; changes nothing.
   *
   * @throws KbsException {@code POLICY_ENGINE} if the text does not compile
   */
  public Rehearsed rehearse(String source, @Nullable Object evidence) {
    PolicyTrace trace;
    try {
      trace = policies.test(source, Map.of(), evidence, RULES, functions);
    } catch (PolicyEvaluationException e) {
      String problem = e.kind() + ": " + e.getMessage();
      return new Rehearsed("failed", Optional.of(problem), Map.of(), List.of());
    }
    Map<String, @Nullable Object> values = trace.values();
    try {
      TrustVector vector =
          values.containsKey(TRUST_CLAIMS)
              ? TrustVector.of(values.get(TRUST_CLAIMS))
              : absent("that is tried out", policies.defines(source, TRUST_CLAIMS));
      if (values.containsKey(EXTENSIONS)) {
        var unused = PolicyExtensions.of(values.get(EXTENSIONS));
      }
      return new Rehearsed(vector.tier().status(), Optional.empty(), values, trace.rules());
    } catch (AttestationException e) {
      return new Rehearsed("failed", Optional.ofNullable(e.getMessage()), values, trace.rules());
    }
  }

  private Map<String, @Nullable Object> evaluate(String id, Map<String, @Nullable Object> evidence)
      throws AttestationException {
    try {
      return policies.evaluate(Kind.ATTESTATION, id, Map.of(), evidence, RULES, functions);
    } catch (PolicyEvaluationException e) {
      throw new AttestationException(
          "the attestation policy " + id + " failed (" + e.kind() + "): " + e.getMessage(), e);
    } catch (KbsException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        throw new AttestationException("there is no attestation policy " + id, e);
      }
      if (e.code() == ErrorCode.POLICY_ENGINE || e.code() == ErrorCode.POLICY_FAILED) {
        throw new AttestationException("the attestation policy " + id + " cannot be used", e);
      }
      throw e;
    }
  }

  /** A policy without the rule makes no statement; one that has it, undefined for this, fails. */
  private static TrustVector absent(String id, boolean defined) throws AttestationException {
    if (defined) {
      throw new AttestationException(
          "trust_claims of the attestation policy " + id + " is undefined for this evidence");
    }
    return TrustVector.SILENT;
  }
}
