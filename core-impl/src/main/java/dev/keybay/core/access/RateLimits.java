package dev.keybay.core.access;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.error.RetryLater;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Bounds what those can cause who have shown nothing yet: refused administrators, and handshakes
 * that begin. An address is the one of the connection; what a header says about it is not believed,
 * because anybody can write it. Thread-safe.
 */
@Component(service = RateLimits.class, configurationPid = RateLimitSettings.PID)
@Designate(ocd = RateLimitSettings.class)
public final class RateLimits {
  private final LongSupplier nanoTime;
  private volatile RateLimit refusals;
  private volatile RateLimit handshakes;

  @Activate
  public RateLimits(RateLimitSettings settings) {
    this(settings, System::nanoTime);
  }

  RateLimits(RateLimitSettings settings, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.refusals = refusals(settings);
    this.handshakes = handshakes(settings);
  }

  /** What was counted before is forgotten. */
  @Modified
  void modified(RateLimitSettings settings) {
    refusals = refusals(settings);
    handshakes = handshakes(settings);
  }

  /**
   * Counts a refused administrator.
   *
   * @throws KbsException {@code TOO_MANY_REQUESTS} if there were too many
   */
  void refusedAdmin(String address) {
    require(refusals, address, "Too many refused administrators");
  }

  /**
   * Counts a handshake that begins.
   *
   * @throws KbsException {@code TOO_MANY_REQUESTS} if there were too many
   */
  void handshake(String address) {
    require(handshakes, address, "Too many handshakes");
  }

  private void require(RateLimit limit, String address, String what) {
    long wait = limit.take(network(address), nanoTime.getAsLong());
    if (wait > 0) {
      throw new KbsException(
          ErrorCode.TOO_MANY_REQUESTS,
          what + "; try again in " + wait + " s",
          new RetryLater(wait));
    }
  }

  /** An IPv6 host commonly owns its /64, so that is what counts: the first four groups. */
  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    // Java writes addresses of the protocol without "::", as eight groups.
    String[] groups = address.split(":", 5);
    return groups.length < 5
        ? address
        : String.join(":", groups[0], groups[1], groups[2], groups[3]);
  }

  private RateLimit refusals(RateLimitSettings settings) {
    return new RateLimit(
        new TokenBucket.Rate(settings.adminRefusalsPerMinute(), settings.adminRefusalsBurst()),
        new TokenBucket.Rate(
            settings.adminRefusalsPerMinuteOfAll(), settings.adminRefusalsBurstOfAll()),
        nanoTime.getAsLong());
  }

  private RateLimit handshakes(RateLimitSettings settings) {
    return new RateLimit(
        new TokenBucket.Rate(settings.handshakesPerMinute(), settings.handshakesBurst()),
        new TokenBucket.Rate(settings.handshakesPerMinuteOfAll(), settings.handshakesBurstOfAll()),
        nanoTime.getAsLong());
  }
}
