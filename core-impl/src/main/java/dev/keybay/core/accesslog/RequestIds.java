package dev.keybay.core.accesslog;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Component;

/**
 * Names of requests, for the answer, the logs and the audit log. Unique without a random number for
 * each: a random beginning for each start, and a counter. Thread-safe.
 */
@Component(service = RequestIds.class)
public final class RequestIds {
  /** Under which a log line of a request has its id (MDC). */
  public static final String LOG_KEY = "request";

  private final String prefix = Integer.toHexString(new SecureRandom().nextInt()) + "-";
  private final AtomicLong last = new AtomicLong();

  /** The next one: at most 25 letters, digits and {@code -}. */
  public String next() {
    return prefix + Long.toHexString(last.incrementAndGet());
  }
}
