package dev.keybay.runtime;

import java.security.Provider;
import java.security.Security;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the Amazon Corretto Crypto Provider first where it loads: some forty times faster than the
 * Java platform's own on elliptic curves. Only the launcher registers a provider, no bundle.
 */
final class CryptoProvider {
  private static final Logger LOG = LoggerFactory.getLogger(CryptoProvider.class);
  private static final String CORRETTO =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private CryptoProvider() {}

  /** Loads it beside whatever else is to be done at start. Never fails. */
  static CompletableFuture<Void> install() {
    return CompletableFuture.runAsync(CryptoProvider::load);
  }

  private static void load() {
    try {
      // By name: there is one jar for each platform, and none for some.
      Class<?> type = Class.forName(CORRETTO);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      Object error = type.getMethod("getLoadingError").invoke(provider);
      if (error == null) {
        Security.insertProviderAt(provider, 1);
        LOG.debug("cryptography by {}", provider);
      } else {
        without(error);
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      without(e);
    }
  }

  private static void without(Object reason) {
    LOG.atWarn()
        .addKeyValue("reason", reason)
        .log("the Corretto crypto provider does not load here: using Java's own, which is slower");
  }
}
