package dev.keybay.client.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import jdk.security.jarsigner.JarSignerException;

/** Signs jars by the JDK's own signer, which a Java without tools does not have. */
final class JarSigning {
  private static final int MAX_NAME = 8;

  private JarSigning() {}

  /** Says so if the signer is not there. Called before anything else of this class. */
  static void requireTools(ModuleLayer java) {
    if (java.findModule("jdk.jartool").isEmpty()) {
      throw new CommandFailure(
          "this Java ("
              + System.getProperty("java.home")
              + ") is a JRE, without the module jdk.jartool that signs; set JAVA_HOME to a JDK");
    }
  }

  /** Signs a jar; the target appears as a whole or not at all, and may be the jar itself. */
  static void sign(Path jar, Path target, SigningKey key, Optional<URI> timestamps) {
    Path absolute = target.toAbsolutePath();
    // Not a temporary file of the system's: those are for their owner alone, a jar is not.
    Path signing = absolute.resolveSibling("." + absolute.getFileName() + ".signing");
    try {
      try (ZipFile in = new ZipFile(jar.toFile());
          OutputStream out = Files.newOutputStream(signing)) {
        signer(key, timestamps).sign(in, out);
      }
      Files.move(signing, absolute, StandardCopyOption.REPLACE_EXISTING);
    } catch (ZipException e) {
      throw new CommandFailure(jar + " is no complete jar: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("cannot sign " + jar + ": " + e, e);
    } catch (JarSignerException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CommandFailure("cannot sign " + jar + ": " + cause.getMessage(), e);
    } finally {
      delete(signing);
    }
  }

  private static JarSigner signer(SigningKey key, Optional<URI> timestamps) {
    JarSigner.Builder builder =
        new JarSigner.Builder(key.key(), key.chain()).signerName(name(key.alias()));
    timestamps.ifPresent(builder::tsa);
    return builder.build();
  }

  /** The name of the signature's files: at most eight of a few characters (JarSigner). */
  static String name(String alias) {
    String name = alias.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_-]", "_");
    return name.substring(0, Math.min(name.length(), MAX_NAME));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CommandFailure("cannot remove " + file + ": " + e, e);
    }
  }
}
