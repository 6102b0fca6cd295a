package dev.keybay.plugin.attest.reference;

import dev.keybay.api.attest.ReferenceValueException;
import dev.keybay.api.attest.ReferenceValueExtractor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forms of payload that are known now. Others come and go as services; {@code sample} is there
 * as long as this is. Thread-safe.
 */
@Component(service = Extractors.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Extractors {
  private static final Logger log = LoggerFactory.getLogger(Extractors.class);

  /** Replaced as a whole at every change, never modified; the lowest ranking is first. */
  @Reference(
      cardinality = ReferenceCardinality.AT_LEAST_ONE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<ReferenceValueExtractor> offered = List.of();

  @Activate
  public Extractors() {}

  /** With these and no others; for use outside of OSGi. */
  public Extractors(List<ReferenceValueExtractor> offered) {
    this.offered = List.copyOf(offered);
  }

  /**
   * The values in a payload.
   *
   * @throws ReferenceValueException if nobody knows the type, or it does not hold
   */
  Map<String, @Nullable Object> extract(String type, String payload)
      throws ReferenceValueException {
    ReferenceValueExtractor found = null;
    for (ReferenceValueExtractor candidate : offered) {
      found = candidate.type().equals(type) ? candidate : found;
    }
    if (found == null) {
      throw new ReferenceValueException(
          "expected a type among "
              + offered.stream().map(ReferenceValueExtractor::type).distinct().sorted().toList());
    }
    try {
      return found.extract(payload);
    } catch (RuntimeException | LinkageError e) {
      // Against its contract, or its bundle has gone. The payload is refused, the others go on.
      log.atError().addKeyValue("type", type).setCause(e).log("an extractor failed");
      throw new ReferenceValueException("the extractor of this type failed", e);
    }
  }
}
