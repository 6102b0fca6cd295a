package dev.keybay.core.admin;

import dev.keybay.api.plugin.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An administrator who was let in. */
record AdminIdentity(String name, String role) implements Caller.Admin {
  private static final int MAX_NAME = 64;

  /** Named after the token's {@code sub}, or the role if it has none. */
  static AdminIdentity of(Map<String, @Nullable Object> claims, String role) {
    String subject = claims.get("sub") instanceof String sub && !sub.isBlank() ? sub : role;
    return new AdminIdentity("admin:" + printable(subject), role);
  }

  /** The name goes to logs, so nothing that could be taken for a part of one. */
  private static String printable(String text) {
    String kept = text.replaceAll("[^A-Za-z0-9._@:|/+-]", "_");
    return kept.length() > MAX_NAME ? kept.substring(0, MAX_NAME) : kept;
  }
}
