package dev.keybay.plugin.attest.reference;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginData;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.settings.AttestSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The reference values: stored, and held in memory because every handshake asks for several.
 *
 * <p>A value counts for as long as the setting {@code referenceValueMonths} says, and is gone after
 * that. Thread-safe.
 */
@Component(service = ReferenceValues.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class ReferenceValues {
  private static final String PREFIX = "reference-value/";
  private static final int MAX_ID = 1000;
  private static final int MAX_HELD = 10_000;

  private final PluginData data;
  private final AttestSettings settings;
  private final Clock clock;
  private final AutoCloseable watch;

  /**
   * What the store held when it was asked, absent ids included. A change replaces the whole map. So
   * a reader that asked the store before the change, and is late to note the answer, notes it in a
   * map that nobody reads any more.
   */
  private volatile Map<String, Optional<ReferenceValueRecord>> held = new ConcurrentHashMap<>();

  @Activate
  public ReferenceValues(
      @Reference PluginData data, @Reference AttestSettings settings, @Reference Clock clock) {
    this.data = data;
    this.settings = settings;
    this.clock = clock;
    watch = data.watch(PREFIX, change -> forget());
  }

  /**
   * Stores the values of a message, each over its predecessor; durable when it returns.
   *
   * @throws KbsException {@code REFERENCE_VALUE} if the message is malformed; nothing was changed
   */
  public void register(byte[] message) {
    Map<String, @Nullable Object> values = read(message);
    Instant now = clock.instant();
    Instant expiration =
        now.atOffset(ZoneOffset.UTC).plusMonths(settings.now().referenceValueMonths()).toInstant();
    PutOptions options = PutOptions.DEFAULT.expiringAfter(Duration.between(now, expiration));
    try {
      values.forEach(
          (name, value) ->
              data.put(
                  PREFIX + name,
                  new ReferenceValueRecord(name, expiration, value).toJson(),
                  options));
    } finally {
      forget();
    }
  }

  /** The value of an id, a JSON value; null if there is none. */
  public @Nullable Object query(String id) {
    Optional<ReferenceValueRecord> found = find(id);
    return found.isPresent() ? found.get().value() : null;
  }

  /**
   * The value of an id, a JSON value.
   *
   * @throws KbsException {@code REFERENCE_VALUE} if there is none
   */
  public @Nullable Object get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new KbsException(
                    ErrorCode.REFERENCE_VALUE,
                    "RVPS configuration failed: Failed to get reference_values: No reference value"
                        + " found for the given id: "
                        + id))
        .value();
  }

  private Optional<ReferenceValueRecord> find(String id) {
    if (!legal(id)) {
      return Optional.empty();
    }
    Map<String, Optional<ReferenceValueRecord>> current = held;
    Optional<ReferenceValueRecord> known = current.get(id);
    if (known == null) {
      known = data.get(PREFIX + id).map(SecretEntry::value).map(ReferenceValueRecord::fromJson);
      // Ids come from policies too, which may make them up: not without bound.
      if (current.size() < MAX_HELD) {
        current.put(id, known);
      }
    }
    return known.filter(found -> clock.instant().isBefore(found.expiration()));
  }

  private void forget() {
    held = new ConcurrentHashMap<>();
  }

  private static Map<String, @Nullable Object> read(byte[] message) {
    try {
      Map<String, @Nullable Object> values = ReferenceValueMessage.values(message);
      if (!values.keySet().stream().allMatch(ReferenceValues::legal)) {
        throw new JsonException(
            "expected every name to be 1 to " + MAX_ID + " characters without control characters");
      }
      return values;
    } catch (JsonException e) {
      throw new KbsException(
          ErrorCode.REFERENCE_VALUE,
          "RVPS configuration failed: Failed to register reference value: " + e.getMessage(),
          e);
    }
  }

  private static boolean legal(String id) {
    return !id.isEmpty() && id.length() <= MAX_ID && id.chars().noneMatch(Character::isISOControl);
  }

  @Deactivate
  void close() throws Exception {
    watch.close();
  }
}
