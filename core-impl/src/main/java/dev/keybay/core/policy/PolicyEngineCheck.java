package dev.keybay.core.policy;

import dev.keybay.api.policy.PolicyEngine;
import dev.keybay.core.health.HealthCheck;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Not ready without an engine for the policies: every guest would be refused. */
@Component(service = HealthCheck.class)
public final class PolicyEngineCheck implements HealthCheck {
  @Reference(
      target = "(" + PolicyEngine.LANGUAGE + "=rego)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PolicyEngine engine;

  @Override
  public String name() {
    return "policy-engine";
  }

  @Override
  public Concern concern() {
    return Concern.READINESS;
  }

  @Override
  public Optional<String> problem() {
    return engine == null
        ? Optional.of("no policy engine for rego is running: install the policy-rego bundle")
        : Optional.empty();
  }
}
