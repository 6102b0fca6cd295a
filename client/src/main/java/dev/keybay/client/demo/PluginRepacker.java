package dev.keybay.client.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Makes another version of a plugin from its jar: the same classes under another Bundle-Version. A
 * signature is dropped, since it would no longer hold. A descriptor that states a version of its
 * own is left as it is, and the broker will refuse the result.
 */
public final class PluginRepacker {

  private static final Attributes.Name VERSION = new Attributes.Name("Bundle-Version");

  private final Path jar;

  public PluginRepacker(Path jar) {
    this.jar = jar;
  }

  /**
   * The plugin's Bundle-Version.
   *
   * @throws IOException if the jar cannot be read or is no bundle
   */
  public String version() throws IOException {
    try (JarFile source = new JarFile(jar.toFile())) {
      return version(source);
    }
  }

  /**
   * The jar of another version.
   *
   * @param version MAJOR.MINOR.PATCH
   * @throws IOException as {@link #version()}
   */
  public byte[] repack(String version) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JarFile source = new JarFile(jar.toFile())) {
      version(source);
      Manifest manifest = new Manifest(source.getManifest());
      manifest.getMainAttributes().put(VERSION, version);
      // Sections of single files hold the digests of a signature.
      manifest.getEntries().clear();
      try (JarOutputStream target = new JarOutputStream(out, manifest)) {
        for (JarEntry entry : source.stream().filter(PluginRepacker::isKept).toList()) {
          JarEntry copy = new JarEntry(entry.getName());
          copy.setTime(entry.getTime());
          target.putNextEntry(copy);
          try (InputStream in = source.getInputStream(entry)) {
            in.transferTo(target);
          }
          target.closeEntry();
        }
      }
    }
    return out.toByteArray();
  }

  /**
   * The version that follows in the same stream.
   *
   * @param steps how many further
   * @throws IllegalArgumentException if it is not of three numbers
   */
  public static String raise(String version, int steps) {
    String[] numbers = version.split("\\.", -1);
    if (numbers.length != 3 || !numbers[2].matches("[0-9]{1,8}")) {
      throw new IllegalArgumentException(
          "the version " + version + " is not of the form MAJOR.MINOR.PATCH");
    }
    return numbers[0] + "." + numbers[1] + "." + (Integer.parseInt(numbers[2]) + steps);
  }

  private String version(JarFile source) throws IOException {
    return Optional.ofNullable(source.getManifest())
        .map(manifest -> manifest.getMainAttributes().getValue(VERSION))
        .orElseThrow(() -> new IOException(jar + " is no bundle: it has no Bundle-Version"));
  }

  private static boolean isKept(JarEntry entry) {
    String name = entry.getName().toUpperCase(Locale.ROOT);
    return !name.equals(JarFile.MANIFEST_NAME)
        && !name.equals("META-INF/")
        && !name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }
}
