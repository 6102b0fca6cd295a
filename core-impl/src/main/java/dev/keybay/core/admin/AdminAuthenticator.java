package dev.keybay.core.admin;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.Caller;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.host.Rounds;
import dev.keybay.core.jose.CompactJws;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.TokenTimes;
import dev.keybay.core.jose.VerifiedCache;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Lets administrators in: by a bearer token that an identity provider signed, whose role an access
 * rule allows to do what is asked. Denies by default. Thread-safe.
 *
 * <p>Providers and rules come and go while requests are served; a change holds for the next
 * request.
 */
@Component(service = AdminAuthenticator.class, configurationPid = AdminSettings.PID)
@Designate(ocd = AdminSettings.class)
public final class AdminAuthenticator {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int MAX_TOKEN = 32 * 1024;
  private static final int MAX_CACHED = 1000;
  private static final long MAX_CACHED_BYTES = 16L << 20;

  /** How long a verified token is believed without looking at it again. */
  private static final Duration MAX_CACHED_AGE = Duration.ofSeconds(60);

  private final Path folder;
  private final Clock clock;
  private final VerifiedCache<Verified> verified =
      new VerifiedCache<>(MAX_CACHED, MAX_CACHED_BYTES);
  private final Rounds.Round round;
  // Guarded by this.
  private AdminSettings settings;
  private volatile AdminDoor door;

  /** Replaced as a whole by the component runtime. */
  @Reference volatile List<IdentityProvider> providers = List.of();

  /** Replaced as a whole by the component runtime. */
  @Reference volatile List<AdminAcl> acls = List.of();

  private record Verified(AdminIdentity admin, IdentityProvider provider, long generation) {}

  @Activate
  public AdminAuthenticator(
      AdminSettings settings,
      @Reference HostFolders folders,
      @Reference Clock clock,
      @Reference Rounds rounds) {
    this.settings = settings;
    this.folder = folders.data().resolve("admin");
    this.clock = clock;
    this.door = AdminDoor.open(settings, folder, clock);
    this.round = rounds.every(LOOK, "the local admin key", this::look);
  }

  @Deactivate
  void stop() {
    round.close();
  }

  @Modified
  synchronized void modified(AdminSettings changed) {
    settings = changed;
    door = AdminDoor.open(changed, folder, clock);
    verified.clear();
  }

  /** Opens the local key again if its files have changed, and renews its token in time. */
  synchronized void look() {
    if (door.isOld(folder, clock.instant())) {
      door = AdminDoor.open(settings, folder, clock);
      verified.clear();
    }
  }

  /**
   * Who makes the request, if they may.
   *
   * @param authorizationHeader as it came, or null; never logged
   * @param rawRequestUri path and query as they came, undecoded
   * @throws KbsException {@code ADMIN_DENIED} with the reason
   */
  public Caller.Admin authenticate(@Nullable String authorizationHeader, String rawRequestUri) {
    AdminDoor present = door;
    switch (present.mode()) {
      case DENY_ALL -> throw AdminDenial.denyAll();
      case ALLOW_ALL -> {
        return new AdminIdentity("admin:anybody", LocalIdentityProvider.ADMIN);
      }
      case AUTHENTICATED -> {}
    }
    String token = BearerToken.of(authorizationHeader).orElseThrow(AdminDenial::noBearerToken);
    Verified caller = verify(token, present);
    String role = caller.admin().role();
    boolean mayDoEverything =
        caller.provider() instanceof LocalIdentityProvider
            && role.equals(LocalIdentityProvider.ADMIN);
    if (!mayDoEverything && acls.stream().noneMatch(acl -> acl.allows(role, rawRequestUri))) {
      throw AdminDenial.notAllowed(role, rawRequestUri);
    }
    return caller.admin();
  }

  private Verified verify(String token, AdminDoor present) {
    List<IdentityProvider> candidates = new ArrayList<>();
    present.local().ifPresent(candidates::add);
    candidates.addAll(providers);
    Instant now = clock.instant();
    Optional<Verified> known =
        verified
            .get(token, 0, now)
            .filter(it -> candidates.contains(it.provider()))
            .filter(it -> it.generation() == it.provider().generation());
    if (known.isPresent()) {
      return known.get();
    }
    try {
      return verify(token, CompactJws.parse(token, MAX_TOKEN), candidates, now);
    } catch (InvalidTokenException e) {
      throw AdminDenial.notVerified(e);
    }
  }

  private Verified verify(
      String text, CompactJws token, List<IdentityProvider> candidates, Instant now)
      throws InvalidTokenException {
    InvalidTokenException reason = new InvalidTokenException("no identity provider is configured");
    for (IdentityProvider provider : candidates) {
      long generation = provider.generation();
      try {
        provider.verify(token);
        Map<String, @Nullable Object> claims = token.claims();
        Instant until = TokenTimes.validUntil(claims, now);
        if (!(claims.get("role") instanceof String role)) {
          throw AdminDenial.noRole();
        }
        if (provider.accepts(claims)) {
          Verified caller = new Verified(AdminIdentity.of(claims, role), provider, generation);
          Instant forget = now.plus(MAX_CACHED_AGE);
          verified.put(text, 0, caller, until.isBefore(forget) ? until : forget);
          return caller;
        }
        reason = new InvalidTokenException("iss or aud is not what was configured");
      } catch (InvalidTokenException e) {
        reason = e;
      }
    }
    throw reason;
  }
}
