package dev.keybay.core.config;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings Configuration Admin in line with the settings. Not thread-safe. */
final class SettingsWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsWriter.class);

  /** For every bundle, not only the first that asks (OSGi Compendium 104.4.1). */
  private static final String ANY_LOCATION = "?";

  private final ConfigurationAdmin admin;
  private final Set<ConfigName> written = new HashSet<>();

  SettingsWriter(ConfigurationAdmin admin) {
    this.admin = admin;
  }

  /** Writes what differs and deletes what is gone; what is broken keeps what it had. */
  void write(Settings settings) throws IOException {
    for (Map.Entry<ConfigName, Map<String, Object>> each : settings.good().entrySet()) {
      boolean changed =
          configuration(each.getKey())
              .updateIfDifferent(FrameworkUtil.asDictionary(each.getValue()));
      written.add(each.getKey());
      if (changed) {
        LOG.atInfo()
            .addKeyValue("settings", each.getKey())
            .addKeyValue("keys", each.getValue().keySet())
            .log("settings applied");
      }
    }
    for (ConfigName name : Set.copyOf(written)) {
      if (!settings.good().containsKey(name) && !settings.broken().contains(name)) {
        configuration(name).delete();
        written.remove(name);
        LOG.atInfo().addKeyValue("settings", name).log("settings removed: defaults apply");
      }
    }
  }

  private Configuration configuration(ConfigName name) throws IOException {
    return name.instance().isPresent()
        ? admin.getFactoryConfiguration(name.pid(), name.instance().get(), ANY_LOCATION)
        : admin.getConfiguration(name.pid(), ANY_LOCATION);
  }
}
