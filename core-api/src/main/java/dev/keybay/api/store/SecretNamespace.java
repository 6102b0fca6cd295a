package dev.keybay.api.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keys and secret values under one name. Values are encrypted before they reach the database; a
 * write that has returned is durable. Thread-safe; no call holds a lock while it calls back.
 *
 * <p>A key is 1 to 1024 characters, without control characters. A value is 0 to 16 MiB. A revision
 * is a positive number that grows with every change anywhere in the store.
 *
 * <p>Every method may throw {@link dev.keybay.api.error.KbsException}: {@code BAD_REQUEST} for a
 * key out of bounds, {@code PAYLOAD_TOO_LARGE} for a value, {@code INSUFFICIENT_STORAGE} when the
 * disk is full and {@code INTERNAL} when the stored bytes do not authenticate.
 */
@ProviderType
public interface SecretNamespace {

  /** The value under the key, unless it is absent or expired. */
  Optional<SecretEntry> get(String key);

  /** Stores or replaces the value. */
  default SecretInfo put(String key, byte[] value) {
    return put(key, value, PutOptions.DEFAULT);
  }

  /**
   * Stores the value under the conditions given.
   *
   * @return what is stored now
   * @throws dev.keybay.api.error.KbsException {@code CONFLICT} if the expected revision is not the
   *     present one; nothing was changed
   */
  SecretInfo put(String key, byte[] value, PutOptions options);

  /** Removes the key; false if there was none. */
  boolean delete(String key);

  /**
   * Removes the key if it still has this revision.
   *
   * @return false if it is absent or has another revision
   */
  boolean delete(String key, long expectedRevision);

  /**
   * Makes several changes in one transaction: all of them, in the order given, or none.
   *
   * @param writes 1 to 1000, each of another key
   * @return for each what is stored now; empty for a deletion
   * @throws dev.keybay.api.error.KbsException {@code CONFLICT} if a condition of any does not hold;
   *     nothing was changed
   */
  List<Optional<SecretInfo>> change(List<SecretWrite> writes);

  /**
   * Keys that begin with the prefix, in the order of their UTF-8 bytes, without their values.
   *
   * @param after the last key of the page before, or the empty string
   * @param limit 1 to 1000
   */
  List<SecretInfo> list(String prefix, String after, int limit);

  /**
   * Tells the listener of every change to a key with the prefix, after it is durable, in the order
   * of the revisions, on one thread of the host, until closed. Changes made before the call are not
   * told.
   */
  AutoCloseable watch(String prefix, Consumer<SecretChange> listener);
}
