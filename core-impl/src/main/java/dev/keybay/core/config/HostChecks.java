package dev.keybay.core.config;

import dev.keybay.core.admin.AclCheck;
import dev.keybay.core.admin.AclSettings;
import dev.keybay.core.admin.IdentityCheck;
import dev.keybay.core.admin.IdentitySettings;
import java.util.Map;

/**
 * The checks of the host's settings, by PID. A list and no services, because settings are applied
 * before any component of the host is.
 */
final class HostChecks {
  private static final Map<String, SettingsCheck> BY_PID =
      Map.of(AclSettings.PID, AclCheck::problems, IdentitySettings.PID, IdentityCheck::problems);

  private HostChecks() {}

  static SettingsCheck of(String pid) {
    return BY_PID.getOrDefault(pid, SettingsCheck.NONE);
  }
}
