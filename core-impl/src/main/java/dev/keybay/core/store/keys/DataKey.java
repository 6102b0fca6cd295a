package dev.keybay.core.store.keys;

import javax.crypto.SecretKey;

/**
 * A data key, ready for use.
 *
 * @param id under which {@link KeyRing#byId} finds it again; stored beside what it sealed
 */
public record DataKey(long id, SecretKey key) {

  /** The id only. */
  @Override
  public String toString() {
    return "DataKey[" + id + "]";
  }
}
