package dev.keybay.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The key store of the house. For the host and for plugins that were granted it; all others have
 * {@code PluginData}, their own namespace of it.
 */
@ProviderType
public interface SecretStore {

  /**
   * A namespace; it need not exist.
   *
   * @param name 1 to 128 characters of {@code A-Z a-z 0-9 . _ / -}
   */
  SecretNamespace namespace(String name);

  /**
   * Makes a new key-encryption key the current one and wraps every data key with it. Values are not
   * touched. Durable when it returns.
   *
   * @return the number of data keys that were wrapped again
   */
  int rotateKeyEncryptionKey();
}
