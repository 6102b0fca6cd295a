package dev.keybay.core.host;

/**
 * A setting of the host that cannot be used. The message is all that the operator needs: which
 * setting, what was expected, what came, what to do.
 *
 * <p>The launcher knows this class by its simple name: thrown by a component while the broker
 * starts, it ends the start with the message alone.
 */
public final class UnusableSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableSettingsException(String message) {
    super(message);
  }

  /** Of a setting: {@code pid: key: text}. */
  public static UnusableSettingsException of(String pid, String key, String text) {
    return new UnusableSettingsException(pid + ": " + key + ": " + text);
  }
}
