package dev.keybay.core.store.keys;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/** Key-encryption keys in memory, by id, and what is done with them. Thread-safe. */
final class HeldKeys {
  private final Map<String, KeyEncryptionKey> keys = new ConcurrentSkipListMap<>();
  private final Aead aead = new Aead();

  void add(KeyEncryptionKey key) {
    keys.put(key.id(), key);
  }

  void keepOnly(String id) {
    keys.keySet().retainAll(Set.of(id));
  }

  Set<String> ids() {
    return Set.copyOf(keys.keySet());
  }

  byte[] wrap(String id, byte[] dataKey, byte[] additionalData) {
    return aead.seal(key(id), dataKey, additionalData);
  }

  byte[] unwrap(String id, byte[] wrapped, byte[] additionalData) throws AEADBadTagException {
    return aead.open(key(id), wrapped, additionalData);
  }

  private SecretKey key(String id) {
    KeyEncryptionKey key = keys.get(id);
    if (key == null) {
      throw new IllegalStateException("there is no key-encryption key " + id);
    }
    return key.key();
  }
}
