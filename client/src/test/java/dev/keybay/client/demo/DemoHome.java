package dev.keybay.client.demo;

import dev.keybay.client.testbroker.TestBrokerMain;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A folder like that of the distribution, whose {@code bin/keybay} starts the test broker. */
final class DemoHome {

  private DemoHome() {}

  /**
   * Fills a folder.
   *
   * @param arguments further ones for the test broker
   */
  static Path create(Path folder, String arguments) throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path script = Files.createDirectories(home.resolve("bin")).resolve("keybay");
    // No exec: the shell stays between the demo and the broker.
    Files.writeString(
        script,
        "#!/bin/sh\n\"%s/bin/java\" -cp \"%s\" %s \"$@\" %s\nexit $?\n"
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                TestBrokerMain.class.getName(),
                arguments));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    jar(Files.createDirectories(home.resolve("plugins")).resolve("plugin-resource-1.2.3.jar"));
    return home;
  }

  /** A bundle of version 1.2.3 with one class, a descriptor and the remains of a signature. */
  static Path jar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "dev.keybay.plugin.resource");
    manifest.getMainAttributes().putValue("Bundle-Version", "1.2.3");
    Attributes digest = new Attributes();
    digest.putValue("SHA-256-Digest", "AAAA");
    manifest.getEntries().put("a/B.class", digest);
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (String name :
          new String[] {
            "META-INF/A.SF", "META-INF/A.RSA", "a/B.class", "OSGI-INF/keybay/plugin.yaml"
          }) {
        jar.putNextEntry(new JarEntry(name));
        jar.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
