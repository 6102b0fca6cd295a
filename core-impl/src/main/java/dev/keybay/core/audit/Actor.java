package dev.keybay.core.audit;

/**
 * On whose behalf something is done.
 *
 * @param name of the caller, for example {@code admin:alice}, {@code guest:…}, {@code plugin:…}
 * @param requestId of the request, or empty outside of one
 */
public record Actor(String name, String requestId) {

  /** Keybay itself, on its own behalf. */
  public static final Actor HOST = new Actor("host", "");
}
