package dev.keybay.api.error;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Whose answers the operator wants. Most of it is the host's alone, in its table of errors; a
 * plugin asks only where Trustee does something else, and does not only answer otherwise.
 * Thread-safe; may change while the broker runs.
 */
@ProviderType
public interface KbsCompatibility {

  /** True if exactly Trustee's behaviour is wanted. */
  boolean trustee();
}
