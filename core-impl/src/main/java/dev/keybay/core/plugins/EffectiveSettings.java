package dev.keybay.core.plugins;

import dev.keybay.api.plugin.EffectiveSetting;
import dev.keybay.core.config.PluginValues;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a plugin's settings are and where each comes from, for an operator. The plugin itself has
 * them from {@link LiveSettings}, which puts the same layers on each other. Thread-safe.
 */
@Component(service = EffectiveSettings.class)
public final class EffectiveSettings {
  private final ConfigurationAdmin configurations;

  @Activate
  public EffectiveSettings(@Reference ConfigurationAdmin configurations) {
    this.configurations = configurations;
  }

  /** By key, secrets hidden. */
  public List<EffectiveSetting> of(PluginVersion plugin, Descriptor descriptor) {
    Secrets secrets = Secrets.of(descriptor);
    Map<String, EffectiveSetting> settings = new TreeMap<>();
    descriptor
        .defaults()
        .forEach((key, value) -> put(settings, secrets, key, value, "default", Descriptor.ENTRY));
    for (String pid : List.of(LiveSettings.general(plugin), LiveSettings.ofStream(plugin))) {
      overlay(settings, secrets, pid);
    }
    return List.copyOf(settings.values());
  }

  private void overlay(Map<String, EffectiveSetting> settings, Secrets secrets, String pid) {
    try {
      Configuration[] found =
          configurations.listConfigurations("(" + Constants.SERVICE_PID + "=" + pid + ")");
      if (found == null) {
        return;
      }
      Dictionary<String, Object> properties = found[0].getProperties();
      Set<String> atStart = PluginValues.givenAtStart(properties);
      String name = pid.substring("keybay.".length());
      PluginValues.read(properties)
          .forEach(
              (key, value) -> {
                boolean environment = atStart.contains(key);
                put(
                    settings,
                    secrets,
                    key,
                    value,
                    environment ? "environment" : "file",
                    environment ? "--set " + name + "." + key : name + ".json");
              });
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException("the settings " + pid + " cannot be read", e);
    }
  }

  private static void put(
      Map<String, EffectiveSetting> settings,
      Secrets secrets,
      String key,
      @Nullable Object value,
      String source,
      String from) {
    settings.put(key, new EffectiveSetting(key, secrets.shown(key, value), source, from));
  }
}
