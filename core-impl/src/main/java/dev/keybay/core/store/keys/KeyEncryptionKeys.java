package dev.keybay.core.store.keys;

import java.util.Set;
import javax.crypto.AEADBadTagException;

/**
 * The key-encryption keys that can be used now, wherever they are kept: they need not leave a
 * hardware module. Which one is current is written in the database, in the same transaction as the
 * data keys that it wraps.
 */
public interface KeyEncryptionKeys {

  /** Where they are kept, for messages. */
  String where();

  /** The ids of all. */
  Set<String> ids();

  /** The key that a new database begins with; made, and durable, if there is none. */
  String preferred();

  /**
   * The key to rotate to: a new one, or the one that the operator has put in first place. Durable
   * when this returns.
   *
   * @throws dev.keybay.api.error.KbsException {@code CONFLICT} if the operator must give a new one
   *     first
   */
  String next(String current);

  /** Whether the operator has given another key to rotate to at start. */
  boolean wantsRotationFrom(String current);

  /** Wraps 32 bytes under the key of this id. */
  byte[] wrap(String id, byte[] dataKey, byte[] additionalData);

  /**
   * What was wrapped under the key of this id.
   *
   * @throws AEADBadTagException if these bytes were not wrapped by this key with this additional
   *     data
   */
  byte[] unwrap(String id, byte[] wrapped, byte[] additionalData) throws AEADBadTagException;

  /** Nothing is wrapped any more by any other key than this: the others may be destroyed. */
  void retireAllBut(String id);
}
