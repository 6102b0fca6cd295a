package dev.keybay.plugin.resource;

import dev.keybay.api.plugin.PluginSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugin's settings as they are now. Thread-safe. */
@Component(service = ResourceSettings.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class ResourceSettings {
  private static final Logger log = LoggerFactory.getLogger(ResourceSettings.class);
  private static final int DEFAULT = 5;
  private static final int MOST = 100;

  private final PluginSettings settings;

  @Activate
  public ResourceSettings(@Reference PluginSettings settings) {
    this.settings = settings;
  }

  /** How many older versions of each resource are kept, 0 to 100. */
  int keepVersions() {
    String text = settings.text("keepVersions", Integer.toString(DEFAULT));
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    log.atWarn()
        .addKeyValue("setting", "keepVersions")
        .log("expected a whole number from 0 to {}; {} is used", MOST, DEFAULT);
    return DEFAULT;
  }
}
