package dev.keybay.api.attest;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes reference values out of one form of payload, for example a signed manifest. A service; of
 * several for one type the one of the highest service ranking is asked. Thread-safe; keeps nothing
 * between calls.
 */
@ConsumerType
public interface ReferenceValueExtractor {

  /** The {@code type} of the messages that it takes, for example {@code sample}. */
  String type();

  /**
   * The values by id, each a JSON value. An id is 1 to 1000 characters, without control characters;
   * {@code :} and {@code /} may be in it.
   *
   * @param payload as the administrator sent it; it may be anything
   * @throws ReferenceValueException if it is not of this form, or its signature does not hold
   */
  Map<String, @Nullable Object> extract(String payload) throws ReferenceValueException;
}
