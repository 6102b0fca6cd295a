package dev.keybay.core.plugins;

import dev.keybay.core.descriptor.Descriptor;
import dev.keybay.core.descriptor.DescriptorException;
import dev.keybay.core.naming.ReservedNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * Looks at a jar before the framework does: is it whole, is it bounded, is it a plugin? Every entry
 * is read to its end, because the sizes in a zip's directory are only claims.
 */
public final class JarInspector {
  static final int MAX_DESCRIPTOR_BYTES = 256 << 10;
  private static final long MAX_BYTES = 256L << 20;
  private static final long MAX_EXPANDED_BYTES = 512L << 20;
  private static final int MAX_ENTRIES = 50_000;

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

    BadJarException(String message) {
      super(message);
    }
  }

  /**
   * Inspects a file that nobody changes meanwhile.
   *
   * @throws BadJarException with what was expected and what came
   * @throws IOException if the file cannot be read
   */
  public static Inspected inspect(Path jar) throws BadJarException, IOException {
    if (Files.size(jar) > MAX_BYTES) {
      throw new BadJarException("the jar is larger than " + MAX_BYTES + " bytes");
    }
    try (JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ)) {
      readAll(file);
      Manifest manifest = file.getManifest();
      if (manifest == null) {
        throw new BadJarException("the jar has no META-INF/MANIFEST.MF");
      }
      PluginIdentity identity = identify(file, manifest.getMainAttributes());
      check(manifest.getMainAttributes(), identity);
      return new Inspected(identity, digest(jar));
    } catch (ZipException e) {
      throw new BadJarException("the jar is no complete zip file: " + e.getMessage());
    } catch (DescriptorException e) {
      throw new BadJarException(String.valueOf(e.getMessage()));
    }
  }

  private static void readAll(JarFile file) throws BadJarException, IOException {
    byte[] buffer = new byte[64 << 10];
    long expanded = 0;
    int entries = 0;
    Enumeration<JarEntry> all = file.entries();
    while (all.hasMoreElements()) {
      JarEntry entry = all.nextElement();
      if (++entries > MAX_ENTRIES) {
        throw new BadJarException("the jar has more than " + MAX_ENTRIES + " entries");
      }
      try (InputStream in = file.getInputStream(entry)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          expanded += n;
          if (expanded > MAX_EXPANDED_BYTES) {
            throw new BadJarException(
                "the jar expands to more than " + MAX_EXPANDED_BYTES + " bytes");
          }
        }
      } catch (IOException e) {
        throw new BadJarException(
            "the jar's entry " + entry.getName() + " is damaged: " + e.getMessage());
      }
    }
  }

  private static PluginIdentity identify(JarFile file, Attributes manifest)
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
    if (!version.getQualifier().isEmpty()) {
      throw new BadJarException(
          "Bundle-Version " + version + " has a qualifier; a plugin's version is three numbers");
    }
    JarEntry yaml = file.getJarEntry(Descriptor.ENTRY);
    Optional<byte[]> bytes = Optional.empty();
    if (yaml != null) {
      try (InputStream in = file.getInputStream(yaml)) {
        bytes = Optional.of(in.readNBytes(MAX_DESCRIPTOR_BYTES + 1));
      }
    }
    return PluginIdentity.read(withoutDirectives(symbolicName), version, bytes);
  }

  private static void check(Attributes manifest, PluginIdentity identity) throws BadJarException {
    if (ReservedNames.OPERATIONS.contains(identity.plugin().name())) {
      throw new BadJarException(
          "'"
              + identity.plugin().name()
              + "' is the name of an operation and cannot be a plugin's");
    }
    refuse(manifest, Constants.FRAGMENT_HOST, "a plugin is a bundle of its own, no fragment");
    refuse(manifest, "DynamicImport-Package", "a plugin says what it imports");
    String exports = manifest.getValue(Constants.EXPORT_PACKAGE);
    if (exports != null && (identity.format() == 2 || exports.contains("dev.keybay."))) {
      throw new BadJarException(
          "Export-Package is not allowed: a plugin exports nothing, so that replacing it touches no"
              + " other; embed what it needs");
    }
    String symbolicName = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (symbolicName.replace(" ", "").contains("singleton:=true")) {
      throw new BadJarException(
          "singleton:=true is not allowed: two versions of a plugin run side by side in a swap");
    }
  }

  private static void refuse(Attributes manifest, String header, String why)
      throws BadJarException {
    if (manifest.getValue(header) != null) {
      throw new BadJarException(header + " is not allowed: " + why);
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
