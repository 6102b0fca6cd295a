package dev.keybay.http.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of a door. It follows its files: once a new key and certificate are whole and belong to
 * each other, new handshakes use them, and connections that are open go on. Until then everything
 * stays as it was. Thread-safe.
 */
public final class ServerTls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "keybay-certificate");
            thread.setDaemon(true);
            return thread;
          });

  // All guarded by this.
  private TlsWish wish;
  private TlsRules rules;
  private KeyMaterial material;
  private String applied;
  private String seen;
  private long looks;
  private SslContextFactory.@Nullable Server live;

  private ServerTls(TlsWish wish, String fingerprint, KeyMaterial material) {
    this.wish = wish;
    this.rules = wish.rules();
    this.material = material;
    this.applied = fingerprint;
    this.seen = fingerprint;
  }

  /**
   * Reads the files.
   *
   * @throws UnusableTlsException if TLS cannot be spoken with what is in them
   */
  public static ServerTls of(TlsWish wish) throws UnusableTlsException {
    String fingerprint = wish.fingerprint();
    KeyMaterial material = wish.load();
    tryOut(material, wish.rules());
    warnOfDates(material.certificate());
    return new ServerTls(wish, fingerprint, material);
  }

  /** Looks at the files from now on, once in each interval. */
  public void watch(Duration interval) {
    long millis = interval.toMillis();
    var unused = watcher.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Other files or rules; applied by one of the next looks. */
  public synchronized void want(TlsWish newWish) {
    wish = newWish;
  }

  /** What a connector speaks TLS with. There is one connector at a time. */
  public synchronized SslContextFactory.Server context() {
    SslContextFactory.Server context = new SslContextFactory.Server();
    apply(context, material, rules);
    live = context;
    return context;
  }

  /**
   * Applies what has changed, once it has stayed the same for two looks: the files may be half
   * written, and are written one after the other.
   */
  synchronized void look() {
    String now = wish.fingerprint();
    if (!now.equals(applied) && now.equals(seen)) {
      applied = now;
      try {
        reload();
      } catch (UnusableTlsException | RuntimeException e) {
        // An exception would end the looks for good.
        LOG.error("the previous certificate stays in use: {}", e.getMessage());
      }
    }
    seen = now;
    looks++;
  }

  /** How often the files have been looked at. */
  public synchronized long looks() {
    return looks;
  }

  private void reload() throws UnusableTlsException {
    KeyMaterial fresh = wish.load();
    // Jetty's reload does not go back when it fails, so it must not.
    tryOut(fresh, wish.rules());
    if (live != null && live.isRunning()) {
      try {
        live.reload(context -> apply((SslContextFactory.Server) context, fresh, wish.rules()));
      } catch (Exception e) {
        throw unusable(e);
      }
    }
    material = fresh;
    rules = wish.rules();
    X509Certificate certificate = fresh.certificate();
    LOG.atInfo()
        .addKeyValue("subject", certificate.getSubjectX500Principal())
        .addKeyValue("serial", certificate.getSerialNumber().toString(16))
        .addKeyValue("until", certificate.getNotAfter().toInstant())
        .log("new connections see a new certificate");
    warnOfDates(certificate);
  }

  private static void tryOut(KeyMaterial material, TlsRules rules) throws UnusableTlsException {
    SslContextFactory.Server trial = new SslContextFactory.Server();
    apply(trial, material, rules);
    try {
      trial.start();
      boolean unused = trial.newSSLEngine().getUseClientMode();
      trial.stop();
    } catch (Exception e) {
      throw unusable(e);
    }
  }

  private static UnusableTlsException unusable(Exception e) {
    return new UnusableTlsException("TLS cannot be spoken with this certificate: " + e, e);
  }

  private static void apply(
      SslContextFactory.Server context, KeyMaterial material, TlsRules rules) {
    rules.applyTo(context);
    context.setKeyStore(material.keyStore());
    context.setKeyStorePassword(KeyMaterial.PASSWORD);
  }

  private static void warnOfDates(X509Certificate certificate) {
    Instant now = Instant.now();
    Instant until = certificate.getNotAfter().toInstant();
    Instant from = certificate.getNotBefore().toInstant();
    if (now.isAfter(until)) {
      LOG.warn("the broker's certificate has been over since {}: clients will refuse it", until);
    } else if (now.isBefore(from)) {
      LOG.warn("the broker's certificate is valid from {} only: clients will refuse it", from);
    }
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
