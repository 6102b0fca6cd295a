package dev.keybay.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file with a private key, as OpenSSL and certificate managers write it. */
final class PrivateKeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateKeyFile.class);

  private PrivateKeyFile() {}

  /**
   * The first private key of the file.
   *
   * @param ownPublic the public key that belongs to it, by which its kind is known
   */
  static PrivateKey read(Path file, PublicKey ownPublic) throws UnusableTlsException {
    warnIfOthersRead(file);
    for (PemFile.Block block : PemFile.read("http.privateKey", file)) {
      if (block.label().endsWith("PRIVATE KEY")) {
        return key(file, block, ownPublic);
      }
    }
    throw new UnusableTlsException(
        "the file of http.privateKey, " + file + ", has no private key in PEM.");
  }

  private static PrivateKey key(Path file, PemFile.Block block, PublicKey ownPublic)
      throws UnusableTlsException {
    if (block.encrypted()) {
      throw new UnusableTlsException(
          "the private key in "
              + file
              + " is encrypted. Write it without a passphrase (openssl pkey -in FILE -out PLAIN),"
              + " with mode 0600.");
    }
    try {
      byte[] pkcs8 =
          block.label().equals("PRIVATE KEY")
              ? block.bytes()
              : Der.privateKeyInfo(ownPublic.getEncoded(), block.bytes());
      return KeyFactory.getInstance(ownPublic.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Without the cause, which could repeat something of the key.
      throw new UnusableTlsException(
          "the private key in "
              + file
              + " cannot be read as "
              + ownPublic.getAlgorithm()
              + ", which the certificate's key is. It does not belong to the certificate, or is"
              + " damaged.");
    }
  }

  private static void warnIfOthersRead(Path file) {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn(
            "everyone on this machine can read the private key in {}: take the right away"
                + " (chmod o-r)",
            file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Whether it can be read is said when it is; where there are no modes, nothing is to say.
      LOG.debug("no mode of {}", file, e);
    }
  }
}
