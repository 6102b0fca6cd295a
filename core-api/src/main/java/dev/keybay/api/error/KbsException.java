package dev.keybay.api.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that carries an answer to a caller. Its message is public: it says what was
 * expected, what came and what to do, and never holds a secret. The cause goes to the log only.
 *
 * <p>Whatever else a plugin throws is answered as {@link ErrorCode#INTERNAL} without a word more.
 */
public final class KbsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public KbsException(ErrorCode code, String publicMessage) {
    this(code, publicMessage, null);
  }

  public KbsException(ErrorCode code, String publicMessage, @Nullable Throwable cause) {
    super(Objects.requireNonNull(publicMessage, "publicMessage"), cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  public ErrorCode code() {
    return code;
  }

  /** The text for the caller; never null. */
  public String publicMessage() {
    return Objects.requireNonNull(getMessage());
  }
}
