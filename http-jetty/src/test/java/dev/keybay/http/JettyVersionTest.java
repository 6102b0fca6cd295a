package dev.keybay.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.URL;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.alpn.java.server.JDK9ServerALPNProcessor;
import org.junit.jupiter.api.Test;

/** The one part of Jetty that is in this bundle is of the version that Felix HTTP has inside. */
final class JettyVersionTest {
  @Test
  void bothPartsAreOfOneVersion() throws Exception {
    assertEquals(
        attribute(ConnectorFactory.class, "X-Jetty-Version"),
        attribute(JDK9ServerALPNProcessor.class, "Bundle-Version"));
  }

  private static String attribute(Class<?> of, String name) throws Exception {
    URL jar = of.getProtectionDomain().getCodeSource().getLocation();
    try (JarFile file = new JarFile(URI.create(jar.toString()).getPath())) {
      Manifest manifest = file.getManifest();
      return manifest.getMainAttributes().getValue(name);
    }
  }
}
