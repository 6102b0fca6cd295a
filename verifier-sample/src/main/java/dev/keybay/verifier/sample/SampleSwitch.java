package dev.keybay.verifier.sample;

import dev.keybay.api.plugin.PluginSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether sample evidence is taken: the setting {@code enabled}, off unless it is {@code true},
 * followed while the plugin runs. Says so in the log each time it is switched on. Thread-safe.
 */
@Component(
    service = SampleSwitch.class,
    immediate = true,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class SampleSwitch {
  static final String SETTING = "enabled";

  private static final Logger log = LoggerFactory.getLogger(SampleSwitch.class);

  private final AtomicBoolean on = new AtomicBoolean();
  private final AutoCloseable subscription;

  @Activate
  public SampleSwitch(@Reference PluginSettings settings) {
    // Subscribed before the first look, so that no change falls between the two.
    subscription = settings.onChange(this::follow);
    follow(settings.values());
  }

  boolean on() {
    return on.get();
  }

  private void follow(Map<String, @Nullable Object> values) {
    Object wanted = values.get(SETTING);
    boolean enabled = wanted != null && Boolean.parseBoolean(wanted.toString());
    if (on.getAndSet(enabled) == enabled) {
      return;
    }
    if (enabled) {
      log.atWarn()
          .addKeyValue("setting", SETTING)
          .log(
              "SAMPLE EVIDENCE IS ACCEPTED. It proves nothing: anyone can make it. Switch it off"
                  + " wherever real secrets are kept");
    } else {
      log.atInfo().addKeyValue("setting", SETTING).log("sample evidence is refused from now on");
    }
  }

  @Deactivate
  void close() throws Exception {
    subscription.close();
  }
}
