package dev.keybay.core.token;

import dev.keybay.api.store.SecretStore;
import dev.keybay.core.host.FileStamps;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.host.Rounds;
import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.KeyDocuments;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign and verify tokens, as the settings and the files that they name say now. A
 * change of either takes effect as a whole; one that does not hold is logged and changes nothing.
 * Thread-safe.
 */
@Component(service = TokenKeys.class, configurationPid = TokenSettings.PID)
@Designate(ocd = TokenSettings.class)
public final class TokenKeys {
  private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Path conf;
  private final SecretStore store;
  private final JwkSources sources;
  private final Rounds.Round round;
  private volatile TokenState state;
  // Guarded by this.
  private TokenSettings settings;
  private FileStamps loaded;
  private FileStamps seen;
  private long sequence;

  /**
   * Loads what the settings say.
   *
   * @throws UnusableSettingsException if they do not hold
   */
  @Activate
  public TokenKeys(
      TokenSettings settings,
      @Reference HostFolders folders,
      @Reference SecretStore store,
      @Reference Clock clock,
      @Reference Rounds rounds) {
    this(settings, folders, store, clock, rounds, new KeyDocuments());
  }

  TokenKeys(
      TokenSettings settings,
      HostFolders folders,
      SecretStore store,
      Clock clock,
      Rounds rounds,
      KeyDocuments documents) {
    this.conf = folders.conf();
    this.store = store;
    this.sources = new JwkSources(documents, clock);
    this.settings = settings;
    this.loaded = stamps(settings);
    this.seen = loaded;
    this.state = load(settings);
    this.round = rounds.every(LOOK, "the files of " + TokenSettings.PID, this::look);
  }

  @Deactivate
  void stop() {
    round.close();
  }

  @Modified
  synchronized void modified(TokenSettings changed) {
    settings = changed;
    reload("settings");
  }

  /** Loads the files anew if they have changed and then stayed the same for two looks. */
  synchronized void look() {
    FileStamps now = stamps(settings);
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(loaded)) {
      reload("files");
    }
  }

  TokenState state() {
    return state;
  }

  private synchronized void reload(String what) {
    loaded = stamps(settings);
    seen = loaded;
    try {
      state = load(settings);
      LOG.atInfo().addKeyValue("pid", TokenSettings.PID).log("new {} for tokens", what);
    } catch (UnusableSettingsException e) {
      LOG.atError()
          .log("the new {} for tokens do not hold, the old ones stay: {}", what, e.getMessage());
    }
  }

  private FileStamps stamps(TokenSettings of) {
    return FileStamps.of(TokenFiles.of(of, conf));
  }

  private TokenState load(TokenSettings from) {
    TokenState made = TokenState.load(from, sequence, conf, store, sources);
    sequence++;
    if (from.insecureHeaderJwk()) {
      LOG.atWarn()
          .addKeyValue("pid", TokenSettings.PID)
          .log("INSECURE: insecureHeaderJwk is on, anybody can make tokens that are believed");
    }
    return made;
  }
}
