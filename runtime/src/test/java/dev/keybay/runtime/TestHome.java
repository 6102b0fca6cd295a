package dev.keybay.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;

/** A distribution of links to the one that was built, to which a test may add. */
record TestHome(Path path) {

  static TestHome in(Path folder) throws IOException {
    Path built = Path.of(System.getProperty("keybay.distribution"));
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.createSymbolicLink(home.resolve("lib"), built.resolve("lib"));
    Files.createSymbolicLink(home.resolve("plugins"), built.resolve("plugins"));
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(built.resolve("bin/keybay"), home.resolve("bin/keybay"));
    Path bundles = Files.createDirectories(home.resolve("bundles"));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(built.resolve("bundles"))) {
      for (Path jar : jars) {
        Files.createSymbolicLink(bundles.resolve(jar.getFileName()), jar);
      }
    }
    return new TestHome(home);
  }

  /** Adds a bundle that says it is ready, for as long as the host does not say so itself. */
  TestHome thatIsReady() throws IOException {
    Attributes headers = bundle("ready");
    headers.putValue(Constants.BUNDLE_ACTIVATOR, ReadyActivator.class.getName());
    headers.putValue(
        Constants.IMPORT_PACKAGE,
        "org.osgi.framework,jakarta.servlet;version=\"[6,7)\",jakarta.servlet.http;version=\"[6,7)\"");
    jar("ready.jar", headers, ReadyActivator.class, ReadyActivator.SlowServlet.class);
    return this;
  }

  /** Adds a bundle that cannot resolve. */
  TestHome withoutThePackage(String name) throws IOException {
    Attributes headers = bundle("incomplete");
    headers.putValue(Constants.IMPORT_PACKAGE, name);
    jar("incomplete.jar", headers);
    return this;
  }

  private static Attributes bundle(String name) {
    Attributes headers = new Attributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
    return headers;
  }

  private void jar(String name, Attributes headers, Class<?>... classes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putAll(headers);
    try (OutputStream file = Files.newOutputStream(path.resolve("bundles").resolve(name));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      for (Class<?> type : classes) {
        String entry = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(entry));
        try (InputStream in = type.getResourceAsStream("/" + entry)) {
          in.transferTo(jar);
        }
        jar.closeEntry();
      }
    }
  }
}
