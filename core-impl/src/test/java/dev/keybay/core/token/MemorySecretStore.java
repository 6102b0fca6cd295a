package dev.keybay.core.token;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretChange;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretStore;
import dev.keybay.api.store.SecretWrite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A key store that keeps what it is given, for tests that need no disk. */
final class MemorySecretStore implements SecretStore {
  final Map<String, byte[]> values = new ConcurrentHashMap<>();

  @Override
  public SecretNamespace namespace(String name) {
    return new Namespace(name + ":");
  }

  @Override
  public int rotateKeyEncryptionKey() {
    return 0;
  }

  private final class Namespace implements SecretNamespace {
    private final String prefix;

    Namespace(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public Optional<SecretEntry> get(String key) {
      return Optional.ofNullable(values.get(prefix + key))
          .map(value -> new SecretEntry(info(key, value), value.clone()));
    }

    @Override
    public SecretInfo put(String key, byte[] value, PutOptions options) {
      if (!options.equals(PutOptions.IF_ABSENT)) {
        throw new UnsupportedOperationException();
      }
      if (values.putIfAbsent(prefix + key, value.clone()) != null) {
        throw new KbsException(ErrorCode.CONFLICT, "present");
      }
      return info(key, value);
    }

    private static SecretInfo info(String key, byte[] value) {
      return new SecretInfo(key, 1, value.length, Instant.EPOCH, Instant.EPOCH, Optional.empty());
    }

    @Override
    public boolean delete(String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(String key, long expectedRevision) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Optional<SecretInfo>> change(List<SecretWrite> writes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<SecretInfo> list(String prefix, String after, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AutoCloseable watch(String prefix, Consumer<SecretChange> listener) {
      throw new UnsupportedOperationException();
    }
  }
}
