package dev.keybay.core.access;

import dev.keybay.api.error.KbsException;
import dev.keybay.core.metrics.Meter;
import dev.keybay.core.metrics.Metrics;
import java.util.List;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
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
  private final LimitedDoor refusals;
  private final LimitedDoor handshakes;
  private final List<Meter> meters;

  @Activate
  public RateLimits(RateLimitSettings settings, @Reference Metrics metrics) {
    this(settings, metrics, System::nanoTime);
  }

  RateLimits(RateLimitSettings settings, Metrics metrics, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    long now = nanoTime.getAsLong();
    this.refusals = new LimitedDoor("refused administrators", refusals(settings), now);
    this.handshakes = new LimitedDoor("handshakes", handshakes(settings), now);
    this.meters =
        List.of(
            metrics.counter(
                "keybay_admin_refusals_limited_total",
                "Refused administrators who were over their limit",
                refusals::refused),
            metrics.counter(
                "keybay_handshakes_limited_total",
                "Handshakes that were over their limit",
                handshakes::refused));
  }

  @Deactivate
  void stop() {
    meters.forEach(Meter::close);
  }

  /** What was counted before is forgotten. */
  @Modified
  void modified(RateLimitSettings settings) {
    refusals.change(refusals(settings));
    handshakes.change(handshakes(settings));
  }

  /**
   * Counts a refused administrator.
   *
   * @throws KbsException {@code TOO_MANY_REQUESTS} if there were too many
   */
  void refusedAdmin(String address) {
    refusals.require(address, nanoTime.getAsLong());
  }

  /**
   * Counts a handshake that begins.
   *
   * @throws KbsException {@code TOO_MANY_REQUESTS} if there were too many
   */
  void handshake(String address) {
    handshakes.require(address, nanoTime.getAsLong());
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
