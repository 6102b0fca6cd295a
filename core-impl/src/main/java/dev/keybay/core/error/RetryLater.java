package dev.keybay.core.error;

/**
 * The cause of a refusal that says when to come again, for {@code Retry-After} (RFC 9110 §10.2.3).
 */
public final class RetryLater extends Exception {
  private static final long serialVersionUID = 1L;

  private final long seconds;

  /**
   * A time to wait.
   *
   * @param seconds 1 or more
   */
  public RetryLater(long seconds) {
    super("again in " + seconds + " s", null, false, false);
    this.seconds = seconds;
  }

  public long seconds() {
    return seconds;
  }
}
