package dev.keybay.core.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests as they are written everywhere: {@code sha256:} and 64 lower-case digits. */
public final class Sha256 {
  public static final String PREFIX = "sha256:";

  private Sha256() {}

  /** The digest of a file. */
  public static String of(Path file) throws IOException {
    MessageDigest sha256 = fresh();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return text(sha256.digest());
  }

  /** The digest of these bytes. */
  public static String of(byte[] bytes) {
    return text(fresh().digest(bytes));
  }

  private static String text(byte[] digest) {
    return PREFIX + HexFormat.of().formatHex(digest);
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
