package dev.keybay.core.admin;

import dev.keybay.core.host.FileStamps;
import dev.keybay.core.jose.InvalidTokenException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the settings say, with the local key opened.
 *
 * @param local the local admin key, unless it is switched off or cannot be used
 * @param files the stamps of the local key's files, none if it is switched off
 * @param renewal when the local token shall be renewed
 */
record AdminDoor(
    AdminMode mode, Optional<LocalIdentityProvider> local, FileStamps files, Instant renewal) {
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
      return new AdminDoor(mode, Optional.empty(), new FileStamps(Map.of()), Instant.MAX);
    }
    // Taken before: what changes while the key is opened is seen at the next look.
    FileStamps files = stamps(folder);
    try {
      Duration lifetime = lifetime(settings.tokenLifetimeHours());
      LocalAdminKey.Opened key = LocalAdminKey.open(folder, lifetime, clock);
      return new AdminDoor(mode, Optional.of(key.provider()), files, key.renewal());
    } catch (IOException | GeneralSecurityException | InvalidTokenException e) {
      LOG.atError()
          .addKeyValue("folder", folder)
          .log("the local admin key cannot be used: {}", e.getMessage());
      return new AdminDoor(mode, Optional.empty(), files, Instant.MAX);
    }
  }

  /** Whether the local key's files have changed, or its token is to be renewed. */
  boolean isOld(Path folder, Instant now) {
    return !files.stamps().isEmpty() && (now.isAfter(renewal) || !files.equals(stamps(folder)));
  }

  private static FileStamps stamps(Path folder) {
    return FileStamps.of(
        List.of(folder.resolve(LocalAdminKey.KEY_FILE), folder.resolve(LocalAdminKey.TOKEN_FILE)));
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
