package dev.keybay.core.signature;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.host.HostFolders;
import dev.keybay.format.signature.SignatureReport;
import dev.keybay.format.signature.SignedEntries;
import dev.keybay.format.signature.Signer;
import dev.keybay.format.signature.SignerTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a plugin's jar is signed as the operator wants it. The trust store is read at each check,
 * so that a changed file counts at once. Thread-safe.
 */
@Component(service = SignaturePolicy.class, configurationPid = SignatureSettings.PID)
@Designate(ocd = SignatureSettings.class)
public final class SignaturePolicy {
  private static final Logger log = LoggerFactory.getLogger(SignaturePolicy.class);
  private static final String REQUIRED =
      ". This host requires signatures: sign the jar (keybay plugin sign), and name the signer's"
          + " certificate in signing.trustStore";

  private final Path conf;
  private final Clock clock;
  private volatile SignatureSettings settings;

  @Activate
  public SignaturePolicy(
      SignatureSettings settings, @Reference HostFolders folders, @Reference Clock clock) {
    this.settings = settings;
    this.conf = folders.conf();
    this.clock = clock;
  }

  @Modified
  void configure(SignatureSettings newSettings) {
    settings = newSettings;
  }

  /**
   * Checks a file that nobody changes meanwhile, and that is a complete zip.
   *
   * @throws KbsException UNPROCESSABLE if the policy is {@code require} and the signature does not
   *     hold; the message says why and what to do
   * @throws IOException if the file cannot be read
   */
  public SignatureReport check(Path jar) throws IOException {
    SignatureSettings now = settings;
    if (now.policy().equals("off")) {
      return new SignatureReport.Unchecked();
    }
    SignatureReport report = look(jar, now);
    if (report.problem().isEmpty()) {
      return report;
    }
    String problem = report.problem().get();
    if (now.policy().equals("warn")) {
      log.atWarn()
          .addKeyValue("file", jar.getFileName())
          .addKeyValue("reason", problem)
          .log("a plugin's signature does not hold; signing.policy is warn, so it is taken");
      return report;
    }
    throw new KbsException(ErrorCode.UNPROCESSABLE, problem + REQUIRED);
  }

  /**
   * Why a jar that was taken in once must not start any more: its signer was struck from the trust
   * store, or signatures have come to be required. A certificate that has run out since is no
   * reason: it was valid when it counted, and a plugin must not end with it.
   *
   * @param vouchedFor whether its signature held when it came
   * @return empty if it may start
   * @throws IOException if the file cannot be read
   */
  public Optional<String> objection(Path jar, boolean vouchedFor) throws IOException {
    SignatureSettings now = settings;
    if (!now.policy().equals("require")) {
      return Optional.empty();
    }
    SignatureReport report = look(jar, now);
    return vouchedFor && report instanceof SignatureReport.Expired
        ? Optional.empty()
        : report.problem().map(problem -> problem + REQUIRED);
  }

  /** Whether what a signer brings next is trusted as far as what they brought last. */
  public boolean isAutoTrusted(Signer signer) {
    String wanted = bare(signer.fingerprint());
    return Arrays.stream(settings.autoTrust()).anyMatch(each -> bare(each).equals(wanted));
  }

  private SignatureReport look(Path jar, SignatureSettings now) throws IOException {
    SignedEntries.Result signed = SignedEntries.read(jar);
    if (signed.problem().isPresent()) {
      return signed.problem().get();
    }
    Signer first = Signer.of(signed.signers().get(0));
    if (now.trustStore().isEmpty()) {
      return new SignatureReport.UnknownSigner(first, "no signing.trustStore is set");
    }
    try {
      Path store = conf.resolve(now.trustStore());
      SignerTrust trust = new SignerTrust(TrustStore.read(store, now.trustStorePassword()));
      return trust.best(signed.signers(), clock.instant());
    } catch (IOException | GeneralSecurityException e) {
      return new SignatureReport.UnknownSigner(
          first, "the trust store " + now.trustStore() + " cannot be read: " + e.getMessage());
    }
  }

  /** Tools write fingerprints with colons or without, in capitals or not. */
  private static String bare(String fingerprint) {
    String lower = fingerprint.strip().toLowerCase(Locale.ROOT);
    String hex = lower.startsWith("sha256:") ? lower.substring("sha256:".length()) : lower;
    return hex.replace(":", "");
  }
}
