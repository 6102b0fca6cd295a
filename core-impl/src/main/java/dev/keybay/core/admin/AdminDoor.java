package dev.keybay.core.admin;

import dev.keybay.core.jose.InvalidTokenException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the settings say, with the local key opened.
 *
 * @param local the local admin key, unless it is switched off or cannot be used
 */
record AdminDoor(AdminMode mode, Optional<LocalIdentityProvider> local) {
  private static final Logger LOG = LoggerFactory.getLogger(AdminDoor.class);
  private static final int MAX_HOURS = 8760;

  /** Never fails: what cannot be used is logged and lets nobody in. */
  static AdminDoor open(AdminSettings settings, Path folder, Clock clock) {
    AdminMode mode = AdminMode.of(settings.authorizationMode());
    if (mode == AdminMode.ALLOW_ALL) {
      LOG.atWarn()
          .addKeyValue("pid", AdminSettings.PID)
          .log("INSECURE: InsecureAllowAll is on, anybody who reaches this broker is its admin");
    }
    if (mode != AdminMode.AUTHENTICATED || !settings.localKey()) {
      return new AdminDoor(mode, Optional.empty());
    }
    try {
      Duration lifetime = lifetime(settings.tokenLifetimeHours());
      return new AdminDoor(mode, Optional.of(LocalAdminKey.open(folder, lifetime, clock)));
    } catch (IOException | GeneralSecurityException | InvalidTokenException e) {
      LOG.atError()
          .addKeyValue("folder", folder)
          .setCause(e)
          .log("the local admin key cannot be used");
      return new AdminDoor(mode, Optional.empty());
    }
  }

  private static Duration lifetime(int hours) {
    int bounded = Math.max(1, Math.min(hours, MAX_HOURS));
    if (bounded != hours) {
      LOG.atError()
          .addKeyValue("pid", AdminSettings.PID)
          .log(
              "expected tokenLifetimeHours of 1 to {}, got {}: {} is used",
              MAX_HOURS,
              hours,
              bounded);
    }
    return Duration.ofHours(bounded);
  }
}
