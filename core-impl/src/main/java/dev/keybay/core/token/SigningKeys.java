package dev.keybay.core.token;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretStore;
import dev.keybay.core.jose.NistCurve;
import dev.keybay.core.jose.Pem;
import java.io.IOException;
import java.nio.file.Files;
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

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

  private SigningKeys() {}

  static TokenSigner load(TokenSettings settings, Path conf, SecretStore store)
      throws IOException, GeneralSecurityException {
    if (settings.signerKey().isEmpty()) {
      if (!settings.signerCertificates().isEmpty()) {
        throw new GeneralSecurityException("signerCertificates needs signerKey, which is empty");
      }
      return new TokenSigner(
          ofTheHouse(store.namespace(NAMESPACE)), List.of(), settings.signerCertificateUrl());
    }
    Path keyFile = conf.resolve(settings.signerKey());
    if (!(Pem.parse(Files.readAllBytes(keyFile)).privateKey() instanceof ECPrivateKey key)) {
      throw new GeneralSecurityException("expected an EC key on P-256 in " + keyFile);
    }
    return new TokenSigner(key, chain(settings, conf), settings.signerCertificateUrl());
  }

  private static List<X509Certificate> chain(TokenSettings settings, Path conf)
      throws IOException, GeneralSecurityException {
    if (settings.signerCertificates().isEmpty()) {
      return List.of();
    }
    Path file = conf.resolve(settings.signerCertificates());
    List<X509Certificate> chain = Pem.parse(Files.readAllBytes(file)).certificates();
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("expected CERTIFICATE blocks in " + file);
    }
    return chain;
  }

  /** Made once and kept, so that tokens outlive a restart and hold on every node. */
  private static ECPrivateKey ofTheHouse(SecretNamespace secrets) throws GeneralSecurityException {
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
