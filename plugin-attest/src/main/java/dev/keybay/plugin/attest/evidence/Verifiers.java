package dev.keybay.plugin.attest.evidence;

import dev.keybay.api.attest.TeeVerifier;
import dev.keybay.api.attest.Verifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The verifiers that there are now. They come and go while handshakes run; one that was found goes
 * on working until its bundle is gone. Thread-safe.
 */
@Component(service = Verifiers.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Verifiers {
  /**
   * The highest ranking; among equals the newest service, which is that of the version which the
   * operator started last.
   */
  private static final Comparator<Map.Entry<Map<String, Object>, Verifier>> RANKING =
      Comparator.comparingLong(
              (Map.Entry<Map<String, Object>, Verifier> offered) ->
                  number(offered, "service.ranking"))
          .thenComparingLong(offered -> number(offered, "service.id"));

  /** Replaced as a whole at every change, never modified. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Map.Entry<Map<String, Object>, Verifier>> offered = List.of();

  @Activate
  public Verifiers() {}

  /** With these and no others; for use outside of OSGi. */
  public Verifiers(List<Map.Entry<Map<String, Object>, Verifier>> offered) {
    this.offered = List.copyOf(offered);
  }

  /**
   * The verifier for a TEE.
   *
   * @param tee as in the handshake
   */
  public Optional<Verifier> find(String tee) {
    Map.@Nullable Entry<Map<String, Object>, Verifier> best = null;
    for (Map.Entry<Map<String, Object>, Verifier> candidate : offered) {
      if (takes(candidate.getKey().get(TeeVerifier.TEES), tee)
          && (best == null || RANKING.compare(candidate, best) > 0)) {
        best = candidate;
      }
    }
    return Optional.ofNullable(best).map(Map.Entry::getValue);
  }

  private static boolean takes(Object tees, String tee) {
    // DS gives an array; a service registered otherwise may give a single name as it is.
    return tees instanceof String[] several ? List.of(several).contains(tee) : tee.equals(tees);
  }

  private static long number(Map.Entry<Map<String, Object>, Verifier> offered, String property) {
    return offered.getKey().get(property) instanceof Number number ? number.longValue() : 0;
  }
}
