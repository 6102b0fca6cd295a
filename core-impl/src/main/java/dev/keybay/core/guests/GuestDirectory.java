package dev.keybay.core.guests;

import dev.keybay.api.attest.AttestationToken;
import dev.keybay.api.session.AttestedGuest;
import dev.keybay.api.session.Guests;
import dev.keybay.core.token.PerToken;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Remembers who is attested, by the thumbprint of the TEE key. The router tells of each attested
 * request, with the same token object for as long as it holds that token verified: then a call is
 * two look-ups. Only a guest that is new when the directory is full costs more, a walk over all.
 */
@Component(
    immediate = true,
    service = {Guests.class, GuestDirectory.class})
public final class GuestDirectory implements Guests {
  /** Guests that are remembered. */
  static final int MAX_GUESTS = 10_000;

  private final Clock clock;
  private final PerToken<Optional<String>> thumbprints =
      new PerToken<>(token -> Thumbprint.of(token.teeKey()));

  /** Read by anyone; grows and shrinks under the lock of this object only. */
  private final Map<String, TrackedGuest> guests = new ConcurrentHashMap<>();

  @Activate
  public GuestDirectory(@Reference Clock clock) {
    this.clock = clock;
  }

  /**
   * An attested guest makes a request. Never fails; a key of a type without thumbprint is ignored.
   *
   * @param cookie whether it came by the session's cookie, and not with a bearer token
   */
  public void seen(AttestationToken token, boolean cookie) {
    Optional<String> id = thumbprints.of(token);
    if (id.isEmpty()) {
      return;
    }
    long now = clock.millis();
    TrackedGuest known = guests.get(id.get());
    (known == null ? add(id.get(), now, token, cookie) : known).seen(now, token, cookie);
  }

  /** The policy denied the request that was told last by {@link #seen}. Never fails. */
  public void denied(AttestationToken token) {
    thumbprints.of(token).map(guests::get).ifPresent(TrackedGuest::denied);
  }

  /** The guest's id, the thumbprint of its TEE key; {@code unknown} for a key that has none. */
  public String id(AttestationToken token) {
    return thumbprints.of(token).orElse("unknown");
  }

  @Override
  public List<AttestedGuest> attested() {
    long now = clock.millis();
    return guests.values().stream()
        .filter(guest -> !guest.expired(now))
        .map(TrackedGuest::snapshot)
        .sorted(Comparator.comparing(AttestedGuest::lastSeen).reversed())
        .toList();
  }

  private synchronized TrackedGuest add(
      String id, long now, AttestationToken token, boolean cookie) {
    TrackedGuest known = guests.get(id);
    if (known != null) {
      return known;
    }
    if (guests.size() >= MAX_GUESTS) {
      forget(now);
    }
    TrackedGuest added = new TrackedGuest(id, now, token, cookie);
    guests.put(id, added);
    return added;
  }

  /** Those whose token has expired, which nobody sees; without any, the one seen longest ago. */
  private void forget(long now) {
    if (guests.values().removeIf(guest -> guest.expired(now))) {
      return;
    }
    guests.entrySet().stream()
        .min(Comparator.comparingLong(entry -> entry.getValue().lastSeenMillis()))
        .ifPresent(oldest -> guests.remove(oldest.getKey()));
  }
}
