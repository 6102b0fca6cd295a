package dev.keybay.core.admin;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import org.jspecify.annotations.Nullable;

/** The refusals of this door, in the words that clients look for (spec: KBS protocol §1.2). */
final class AdminDenial {
  private static final int MAX_QUOTED = 512;

  private AdminDenial() {}

  static KbsException noBearerToken() {
    return new KbsException(ErrorCode.ADMIN_DENIED, "Failed to parse HTTP Auth Bearer header");
  }

  static KbsException notVerified(@Nullable Throwable cause) {
    return denied("Cannot verify token with any of the issuers", cause);
  }

  static KbsException noRole() {
    return denied("Missing required `role` claim in JWT", null);
  }

  static KbsException denyAll() {
    return denied("Admin access denied as DenyAll authorization_mode is enabled", null);
  }

  static KbsException notAllowed(String role, String rawRequestUri) {
    return denied("Role " + quoted(role) + " not allowed for path " + quoted(rawRequestUri), null);
  }

  private static KbsException denied(String reason, @Nullable Throwable cause) {
    return new KbsException(ErrorCode.ADMIN_DENIED, "Admin access denied: " + reason, cause);
  }

  private static String quoted(String text) {
    return text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "…" : text;
  }
}
