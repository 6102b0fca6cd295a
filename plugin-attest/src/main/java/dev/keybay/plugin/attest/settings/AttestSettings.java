package dev.keybay.plugin.attest.settings;

import dev.keybay.api.plugin.PluginSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The plugin's settings as they are now: read once at each change. Thread-safe. */
@Component(service = AttestSettings.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class AttestSettings {

  /**
   * One state of the settings.
   *
   * @param session how long a session lives, from its challenge on
   * @param verboseToken whether tokens repeat the evidence of additional devices
   * @param profile the token's {@code eat_profile}
   * @param developer of the verifier, as tokens name it
   * @param build of the verifier, as tokens name it
   * @param referenceValueMonths how long a reference value counts
   */
  public record Values(
      Duration session,
      boolean verboseToken,
      String profile,
      String developer,
      String build,
      int referenceValueMonths) {}

  private final AutoCloseable subscription;
  private volatile Values now;

  @Activate
  public AttestSettings(@Reference PluginSettings settings) {
    // Subscribed before the first look, so that no change falls between the two.
    subscription = settings.onChange(values -> now = read(values));
    now = read(settings.values());
  }

  public Values now() {
    return now;
  }

  private static Values read(Map<String, @Nullable Object> settings) {
    BoundedNumber numbers = new BoundedNumber(settings);
    return new Values(
        Duration.ofMinutes(numbers.get("sessionMinutes", 5, 1, 1440)),
        Boolean.parseBoolean(text(settings, "verboseToken", "true")),
        text(settings, "profile", "tag:github.com,2024:confidential-containers/Trustee"),
        text(settings, "developer", "https://confidentialcontainers.org"),
        text(settings, "build", "attestation-service 0.1.0"),
        numbers.get("referenceValueMonths", 12, 1, 1200));
  }

  private static String text(Map<String, @Nullable Object> settings, String key, String otherwise) {
    Object value = settings.get(key);
    return value == null ? otherwise : value.toString();
  }

  @Deactivate
  void close() throws Exception {
    subscription.close();
  }
}
