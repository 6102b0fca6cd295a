package dev.keybay.core.store;

import dev.keybay.api.store.SecretInfo;
import dev.keybay.core.store.keys.Aead;
import dev.keybay.core.store.keys.LengthPrefixed;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is stored about a key beside its value. Times are milliseconds since 1970 UTC.
 *
 * @param expires from this time on the key is absent
 * @param dataKey the id of the key that sealed the value
 * @param sealedLength of the sealed value in bytes
 */
record SecretRow(
    String namespace,
    String key,
    long revision,
    long created,
    long updated,
    OptionalLong expires,
    long dataKey,
    int sealedLength) {

  boolean liveAt(long now) {
    return expires.isEmpty() || expires.getAsLong() > now;
  }

  /**
   * What is authenticated with the value, so that neither can it be moved to another key or taken
   * for another revision, nor its expiry be put off.
   */
  byte[] additionalData() {
    return LengthPrefixed.labelled("keybay secret")
        .text(namespace)
        .text(key)
        .number(revision)
        .number(created)
        .number(updated)
        .number(expires.orElse(-1))
        .toByteArray();
  }

  SecretInfo info() {
    return new SecretInfo(
        key,
        revision,
        sealedLength - Aead.OVERHEAD,
        Instant.ofEpochMilli(created),
        Instant.ofEpochMilli(updated),
        expires.isPresent()
            ? Optional.of(Instant.ofEpochMilli(expires.getAsLong()))
            : Optional.empty());
  }
}
