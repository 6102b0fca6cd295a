package dev.keybay.api.session;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Who is attested now. Kept in memory, bounded: the guest seen longest ago is forgotten first. */
@ProviderType
public interface Guests {
  /** Guests whose token has not expired, the one seen last first. */
  List<AttestedGuest> attested();
}
