package dev.keybay.plugin.attest.reference;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsCompatibility;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginData;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretWrite;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.settings.AttestSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
 * <p>A value that has expired is as absent for policies and for whoever reads it by its id; it is
 * still listed, so that somebody can see why a guest fails, and renew or delete it. Where exactly
 * Trustee's behaviour is wanted, a value counts though it has expired. Thread-safe.
 */
@Component(service = ReferenceValues.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class ReferenceValues {
  private static final String PREFIX = "reference-value/";
  private static final int MAX_ID = 1000;
  private static final int MAX_HELD = 10_000;

  /** As many as the store changes at once. */
  private static final int MAX_VALUES = 1000;

  private final PluginData data;
  private final AttestSettings settings;
  private final Extractors extractors;
  private final KbsCompatibility compatibility;
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
      @Reference PluginData data,
      @Reference AttestSettings settings,
      @Reference Extractors extractors,
      @Reference KbsCompatibility compatibility,
      @Reference Clock clock) {
    this.data = data;
    this.settings = settings;
    this.extractors = extractors;
    this.compatibility = compatibility;
    this.clock = clock;
    watch = data.watch(PREFIX, change -> forget());
  }

  /**
   * Stores the values of a message, each over its predecessor, all or none; durable when it
   * returns.
   *
   * @throws KbsException {@code REFERENCE_VALUE} if the message is malformed; nothing was changed
   */
  public void register(byte[] message) {
    ReferenceValueMessage read = read(message);
    Instant expiration = read.expiration().orElseGet(this::defaultExpiration);
    List<SecretWrite> writes = new ArrayList<>();
    read.values()
        .forEach(
            (name, value) ->
                writes.add(
                    SecretWrite.put(
                        PREFIX + name,
                        new ReferenceValueRecord(name, expiration, value).toJson())));
    if (writes.isEmpty()) {
      return;
    }
    try {
      data.change(writes);
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
    return find(id).orElseThrow(() -> unknown(id)).value();
  }

  /**
   * Removes a value, whether or not it has expired.
   *
   * @throws KbsException {@code REFERENCE_VALUE} if there is none
   */
  public void delete(String id) {
    if (!legal(id) || !data.delete(PREFIX + id)) {
      throw unknown(id);
    }
    forget();
  }

  /**
   * Values whose ids begin with a prefix, in the order of their ids; those that have expired too.
   *
   * @param after the last id of the page before, or the empty string
   * @param limit 1 to 1000
   */
  public List<ReferenceValueRecord> list(String prefix, String after, int limit) {
    List<ReferenceValueRecord> page = new ArrayList<>();
    for (SecretInfo info :
        data.list(PREFIX + prefix, after.isEmpty() ? "" : PREFIX + after, limit)) {
      data.get(info.key())
          .map(SecretEntry::value)
          .map(ReferenceValueRecord::fromJson)
          .ifPresent(page::add);
    }
    return page;
  }

  /** Whether a value is as absent now. */
  public boolean expired(ReferenceValueRecord value) {
    return !compatibility.trustee() && !clock.instant().isBefore(value.expiration());
  }

  private Optional<ReferenceValueRecord> find(String id) {
    Map<String, Optional<ReferenceValueRecord>> current = held;
    Optional<ReferenceValueRecord> known = current.get(id);
    if (known == null) {
      if (!legal(id)) {
        return Optional.empty();
      }
      known = data.get(PREFIX + id).map(SecretEntry::value).map(ReferenceValueRecord::fromJson);
      // Ids come from policies too, which may make them up: not without bound.
      if (current.size() < MAX_HELD) {
        current.put(id, known);
      }
    }
    return known.filter(found -> !expired(found));
  }

  private void forget() {
    held = new ConcurrentHashMap<>();
  }

  private Instant defaultExpiration() {
    return clock
        .instant()
        .atOffset(ZoneOffset.UTC)
        .plusMonths(settings.now().referenceValueMonths())
        .toInstant();
  }

  private ReferenceValueMessage read(byte[] message) {
    try {
      ReferenceValueMessage read = ReferenceValueMessage.read(message, extractors);
      if (!read.values().keySet().stream().allMatch(ReferenceValues::legal)) {
        throw new JsonException(
            "expected every name to be 1 to " + MAX_ID + " characters without control characters");
      }
      if (read.values().size() > MAX_VALUES) {
        throw new JsonException("expected at most " + MAX_VALUES + " values in one message");
      }
      return read;
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

  private static KbsException unknown(String id) {
    return new KbsException(
        ErrorCode.REFERENCE_VALUE,
        "RVPS configuration failed: Failed to get reference_values: No reference value found for"
            + " the given id: "
            + id);
  }

  @Deactivate
  void close() throws Exception {
    watch.close();
  }
}
