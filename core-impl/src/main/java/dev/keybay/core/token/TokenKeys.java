package dev.keybay.core.token;

import dev.keybay.api.store.SecretStore;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.jose.KeyDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign and verify tokens, as the settings say now. A change of the settings takes
 * effect at once and as a whole; one that does not hold is logged and changes nothing. Thread-safe.
 */
@Component(service = TokenKeys.class, configurationPid = TokenSettings.PID)
@Designate(ocd = TokenSettings.class)
public final class TokenKeys {
  private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

  private final Path conf;
  private final SecretStore store;
  private final Clock clock;
  private final KeyDocuments documents;
  private volatile TokenState state;

  @Activate
  public TokenKeys(
      TokenSettings settings,
      @Reference HostFolders folders,
      @Reference SecretStore store,
      @Reference Clock clock)
      throws IOException, GeneralSecurityException {
    this(settings, folders, store, clock, new KeyDocuments());
  }

  TokenKeys(
      TokenSettings settings,
      HostFolders folders,
      SecretStore store,
      Clock clock,
      KeyDocuments documents)
      throws IOException, GeneralSecurityException {
    this.conf = folders.conf();
    this.store = store;
    this.clock = clock;
    this.documents = documents;
    try {
      state = load(settings, 0);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.atError().addKeyValue("pid", TokenSettings.PID).setCause(e).log("tokens are not served");
      throw e;
    }
  }

  @Modified
  synchronized void modified(TokenSettings settings) {
    try {
      state = load(settings, state.trust().sequence() + 1);
      LOG.atInfo().addKeyValue("pid", TokenSettings.PID).log("new settings for tokens");
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.atError()
          .addKeyValue("pid", TokenSettings.PID)
          .setCause(e)
          .log("the new settings for tokens do not hold, the old ones stay");
    }
  }

  TokenState state() {
    return state;
  }

  private TokenState load(TokenSettings settings, long sequence)
      throws IOException, GeneralSecurityException {
    if (settings.insecureHeaderJwk()) {
      LOG.atWarn()
          .addKeyValue("pid", TokenSettings.PID)
          .log("INSECURE: insecureHeaderJwk is on, anybody can make tokens that are believed");
    }
    return TokenState.load(settings, sequence, conf, store, documents, clock);
  }
}
