package dev.keybay.runtime;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * Puts the Amazon Corretto Crypto Provider first where it loads: some forty times faster than the
 * Java platform's own on elliptic curves. Only the launcher registers a provider, no bundle.
 *
 * <p>Loading it takes about as long as the framework does to come up, so it is loaded beside.
 */
final class CryptoProvider {
  private static final String CORRETTO =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private final CompletableFuture<Optional<Object>> failure;

  private CryptoProvider(CompletableFuture<Optional<Object>> failure) {
    this.failure = failure;
  }

  /** Begins to load it, on a thread of its own that keeps no process alive. */
  static CryptoProvider load() {
    return new CryptoProvider(CompletableFuture.supplyAsync(CryptoProvider::install));
  }

  /** Waits until providers are as they stay. Where Corretto does not load, the log says so. */
  void await() {
    failure
        .join()
        .ifPresent(
            reason ->
                LoggerFactory.getLogger(CryptoProvider.class)
                    .atWarn()
                    .addKeyValue("reason", reason)
                    .log("the Corretto crypto provider does not load: Java's own is slower"));
  }

  /** Why it does not load; empty if it does. */
  private static Optional<Object> install() {
    try {
      // By name: there is one jar for each platform, and none for some.
      Class<?> type = Class.forName(CORRETTO);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      Object error = type.getMethod("getLoadingError").invoke(provider);
      if (error == null) {
        Security.insertProviderAt(provider, 1);
      }
      return Optional.ofNullable(error);
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.of(e);
    }
  }
}
