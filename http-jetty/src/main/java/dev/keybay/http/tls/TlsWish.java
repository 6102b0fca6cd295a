package dev.keybay.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What TLS shall be.
 *
 * @param privateKey PEM file
 * @param certificate PEM file with the chain, the key's own certificate first
 */
public record TlsWish(Path privateKey, Path certificate, TlsRules rules) {

  /** Another text after each change of the wish, or of what is in its files. */
  String fingerprint() {
    return this + " " + digest(privateKey) + " " + digest(certificate);
  }

  KeyMaterial load() throws UnusableTlsException {
    return KeyMaterial.load(privateKey, certificate);
  }

  /** By content: a file that was copied over another may have its time and length. */
  private static String digest(Path file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (IOException e) {
      return "unreadable";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
