package dev.keybay.api.store;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of several changes that are made together, see {@link SecretNamespace#change}.
 *
 * @param value what is stored under the key; empty deletes it, and an absent key is then no error
 * @param options conditions; a deletion has no time to live
 */
public record SecretWrite(String key, Optional<byte[]> value, PutOptions options) {

  public SecretWrite {
    if (value.isEmpty() && options.timeToLive().isPresent()) {
      throw new IllegalArgumentException("a deletion has no time to live");
    }
  }

  /** Stores the value. */
  public static SecretWrite put(String key, byte[] value, PutOptions options) {
    return new SecretWrite(key, Optional.of(value), options);
  }

  /** Stores the value, whatever is there. */
  public static SecretWrite put(String key, byte[] value) {
    return put(key, value, PutOptions.DEFAULT);
  }

  /** Removes the key if it is there. */
  public static SecretWrite delete(String key) {
    return new SecretWrite(key, Optional.empty(), PutOptions.DEFAULT);
  }

  /** Removes the key; it must have this revision, or be absent if that is 0. */
  public static SecretWrite delete(String key, long expectedRevision) {
    return new SecretWrite(
        key, Optional.empty(), new PutOptions(OptionalLong.of(expectedRevision), Optional.empty()));
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "SecretWrite[" + key + "]";
  }
}
