package dev.keybay.format.jar;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.DescriptorException;
import dev.keybay.format.descriptor.PackageFormats;
import dev.keybay.format.descriptor.UnknownFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Looks at a jar before the framework does: is it whole, is it bounded, is it a plugin? */
public final class JarInspector {
  /** The longest descriptor, in bytes. */
  public static final int MAX_DESCRIPTOR_BYTES = 256 << 10;

  private static final long MAX_BYTES = 256L << 20;

  private JarInspector() {}

  /**
   * A jar that can be installed.
   *
   * @param digest {@code sha256:} and 64 lower-case hexadecimal digits
   */
  public record Inspected(PluginIdentity identity, String digest) {}

  /** A jar that cannot; the message is for the operator. */
  public static final class BadJarException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public BadJarException(String message) {
      this(ErrorCode.UNPROCESSABLE, message);
    }

    BadJarException(ErrorCode code, String message) {
      super(message);
      this.code = code;
    }

    public BadJarException(ErrorCode code, DescriptorException cause) {
      super(cause.getMessage(), cause);
      this.code = code;
    }

    /**
     * {@link ErrorCode#UNSUPPORTED_FORMAT} if the host is too old for it, else {@link
     * ErrorCode#UNPROCESSABLE}.
     */
    public ErrorCode code() {
      return code;
    }
  }

  /**
   * Inspects a file that nobody changes meanwhile. Whether it fits this host is asked of {@link
   * RunningHost}, and who signed it of the signature policy.
   *
   * @throws BadJarException with what was expected and what came
   * @throws IOException if the file cannot be read
   */
  public static Inspected inspect(Path jar) throws BadJarException, IOException {
    return inspect(jar, name -> false);
  }

  /**
   * As {@link #inspect(Path)}.
   *
   * @param inDevelopment whether the plugin of a name may have a version with a qualifier, which
   *     then does not count
   */
  public static Inspected inspect(Path jar, Predicate<String> inDevelopment)
      throws BadJarException, IOException {
    if (Files.size(jar) > MAX_BYTES) {
      throw new BadJarException("the jar is larger than " + MAX_BYTES + " bytes");
    }
    try (JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ)) {
      Set<String> entries = JarEntries.readAll(file);
      Manifest manifest = file.getManifest();
      if (manifest == null) {
        throw new BadJarException("the jar has no META-INF/MANIFEST.MF");
      }
      PluginIdentity identity = identify(file, manifest.getMainAttributes(), inDevelopment);
      ManifestCheck.check(manifest.getMainAttributes(), identity);
      CodeCheck.check(new JarClasses(file, entries), manifest.getMainAttributes(), identity);
      return new Inspected(identity, digest(jar));
    } catch (ZipException e) {
      throw new BadJarException("the jar is no complete zip file: " + e.getMessage());
    } catch (UnknownFormatException e) {
      throw new BadJarException(ErrorCode.UNSUPPORTED_FORMAT, e);
    } catch (DescriptorException e) {
      throw new BadJarException(ErrorCode.UNPROCESSABLE, e);
    }
  }

  private static PluginIdentity identify(
      JarFile file, Attributes manifest, Predicate<String> inDevelopment)
      throws BadJarException, DescriptorException, IOException {
    String symbolicName = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (symbolicName == null || !"2".equals(manifest.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
      throw new BadJarException(
          "the jar is no OSGi bundle: Bundle-ManifestVersion: 2 and Bundle-SymbolicName are missing");
    }
    Version version;
    try {
      version = Version.parseVersion(manifest.getValue(Constants.BUNDLE_VERSION));
    } catch (IllegalArgumentException e) {
      throw new BadJarException("Bundle-Version: " + e.getMessage());
    }
    JarEntry yaml = file.getJarEntry(Descriptor.ENTRY);
    Optional<byte[]> bytes = Optional.empty();
    if (yaml != null) {
      try (InputStream in = file.getInputStream(yaml)) {
        bytes = Optional.of(in.readNBytes(MAX_DESCRIPTOR_BYTES + 1));
      }
    }
    PluginIdentity identity = PluginIdentity.read(withoutDirectives(symbolicName), version, bytes);
    requireThreeNumbers(manifest.getValue(Constants.BUNDLE_VERSION), version, identity);
    if (!version.getQualifier().isEmpty() && !inDevelopment.test(identity.plugin().name())) {
      throw new BadJarException(
          "Bundle-Version "
              + version
              + " has a qualifier; a plugin's version is three numbers, unless it is under"
              + " development trust");
    }
    return identity;
  }

  /**
   * Of a plain bundle, which was not made for Keybay, they are what OSGi makes of fewer or none.
   */
  private static void requireThreeNumbers(
      @Nullable String header, Version version, PluginIdentity identity) throws BadJarException {
    if (identity.format() != PackageFormats.PLAIN
        && (header == null || !header.trim().equals(version.toString()))) {
      throw new BadJarException(
          "expected Bundle-Version: three numbers, for example 1.0.3; "
              + (header == null ? "there is none" : "found " + header));
    }
  }

  private static String withoutDirectives(String header) {
    int semicolon = header.indexOf(';');
    return (semicolon < 0 ? header : header.substring(0, semicolon)).trim();
  }

  private static String digest(Path jar) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(jar), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
