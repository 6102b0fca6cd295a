package dev.keybay.core.token;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretStore;
import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.NistCurve;
import dev.keybay.core.jose.Pem;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the key that signs tokens comes from: the operator's files, or the house's key store. */
final class SigningKeys {
  static final String NAMESPACE = "host/token";

  /** Holds the private key as PKCS#8 in DER. */
  static final String KEY = "signing-key";

  private static final String EXPECTED =
      "a private key on P-256 in PEM (PKCS#8, or SEC 1 as openssl ecparam writes it)";

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

  private SigningKeys() {}

  /**
   * Loads the key that the settings say.
   *
   * @throws UnusableSettingsException that names the setting and the file
   */
  static TokenSigner load(TokenSettings settings, Path conf, SecretStore store) {
    if (settings.signerKey().isEmpty()) {
      if (!settings.signerCertificates().isEmpty()) {
        throw UnusableSettingsException.of(
            TokenSettings.PID, "signerCertificates", "needs signerKey, which is empty");
      }
      return signer(ofTheHouse(store.namespace(NAMESPACE)), List.of(), settings);
    }
    ECPrivateKey key =
        TokenFiles.read(
            "signerKey", conf.resolve(settings.signerKey()), EXPECTED, SigningKeys::p256);
    return signer(key, chain(settings, conf), settings);
  }

  private static ECPrivateKey p256(Pem pem) throws GeneralSecurityException {
    if (pem.privateKey() instanceof ECPrivateKey key
        && NistCurve.of(key).filter(NistCurve.P256::equals).isPresent()) {
      return key;
    }
    throw new GeneralSecurityException("the key in it is of another kind or on another curve");
  }

  private static TokenSigner signer(
      ECPrivateKey key, List<X509Certificate> chain, TokenSettings settings) {
    try {
      return new TokenSigner(key, chain, settings.signerCertificateUrl());
    } catch (GeneralSecurityException e) {
      throw UnusableSettingsException.of(
          TokenSettings.PID,
          chain.isEmpty() ? "signerKey" : "signerCertificates",
          String.valueOf(e.getMessage()));
    }
  }

  private static List<X509Certificate> chain(TokenSettings settings, Path conf) {
    return settings.signerCertificates().isEmpty()
        ? List.of()
        : TokenFiles.read(
            "signerCertificates",
            conf.resolve(settings.signerCertificates()),
            "the certificate chain of signerKey in PEM, leaf first,",
            Pem::requireCertificates);
  }

  /** Made once and kept, so that tokens outlive a restart and hold on every node. */
  private static ECPrivateKey ofTheHouse(SecretNamespace secrets) {
    try {
      return madeOnce(secrets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key store holds no usable signing key", e);
    }
  }

  private static ECPrivateKey madeOnce(SecretNamespace secrets) throws GeneralSecurityException {
    if (secrets.get(KEY).isEmpty()) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(NistCurve.P256.parameters());
      byte[] made = generator.generateKeyPair().getPrivate().getEncoded();
      try {
        secrets.put(KEY, made, PutOptions.IF_ABSENT);
        LOG.atInfo().addKeyValue("namespace", NAMESPACE).log("made a key to sign tokens with");
      } catch (KbsException e) {
        if (e.code() != ErrorCode.CONFLICT) {
          throw e;
        }
        // Another node was faster: its key is the house's.
      }
    }
    byte[] stored =
        secrets
            .get(KEY)
            .orElseThrow(() -> new GeneralSecurityException("the key store lost the signing key"))
            .value();
    return (ECPrivateKey)
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(stored));
  }
}
