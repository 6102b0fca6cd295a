package dev.keybay.core.admin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is let in. */
enum AdminMode {
  AUTHENTICATED("AuthenticatedAuthorization"),
  DENY_ALL("DenyAll"),
  ALLOW_ALL("InsecureAllowAll");

  private static final Logger LOG = LoggerFactory.getLogger(AdminMode.class);

  private final String setting;

  AdminMode(String setting) {
    this.setting = setting;
  }

  /** The mode of this name; an unknown one lets nobody in. */
  static AdminMode of(String setting) {
    for (AdminMode mode : values()) {
      if (mode.setting.equals(setting)) {
        return mode;
      }
    }
    LOG.atError()
        .addKeyValue("pid", AdminSettings.PID)
        .addKeyValue("authorizationMode", setting)
        .log(
            "expected AuthenticatedAuthorization, DenyAll or InsecureAllowAll: until that is"
                + " corrected nobody is let in");
    return DENY_ALL;
  }
}
