package dev.keybay.core.health;

import dev.keybay.api.attest.TokenVerifier;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.session.SessionStore;
import dev.keybay.api.store.SecretStore;
import jakarta.servlet.Servlet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Not ready before every part of the host that a request needs is there. Holding the services
 * activates them, so that one that cannot start is found here and not by the first guest.
 */
@Component(immediate = true, service = HealthCheck.class)
public final class CoreServices implements HealthCheck {
  /** The router's service property, by which it is found among servlets. */
  static final String ROUTER = "(keybay.core=router)";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable SecretStore secretStore;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable SessionStore sessionStore;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Policies policies;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable TokenVerifier tokenVerifier;

  @Reference(
      target = ROUTER,
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Servlet router;

  @Override
  public String name() {
    return "core-services";
  }

  @Override
  public Concern concern() {
    return Concern.READINESS;
  }

  @Override
  public Optional<String> problem() {
    String missing =
        Stream.of(
                missing("SecretStore", secretStore),
                missing("SessionStore", sessionStore),
                missing("Policies", policies),
                missing("TokenVerifier", tokenVerifier),
                missing("router", router))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("not there: " + missing + "; the log says why it did not start");
  }

  private static Optional<String> missing(String name, @Nullable Object service) {
    return service == null ? Optional.of(name) : Optional.empty();
  }
}
