package dev.keybay.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.MetaTypeService;

/** A framework with Felix's Configuration Admin and Metatype, and a bundle that has settings. */
final class SettingsFramework {
  private final Framework framework;

  SettingsFramework(Path folder) throws BundleException, IOException {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    folder.resolve("cache").toString(),
                    "felix.cm.pm",
                    "memory",
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.osgi.service.cm;version=1.6,org.osgi.service.metatype;version=1.4,"
                        + "org.osgi.service.log;version=1.5"));
    framework.start();
    start(jarOf(org.apache.felix.cm.impl.ConfigurationManager.class));
    start(jarOf(org.apache.felix.metatype.MetaDataReader.class));
    // Not started: the host reads the settings before the bundles that have them start.
    framework.getBundleContext().installBundle(withSettings(folder).toUri().toString());
  }

  private void start(Path jar) throws BundleException {
    framework.getBundleContext().installBundle(jar.toUri().toString()).start();
  }

  ConfigurationAdmin admin() {
    return service(ConfigurationAdmin.class);
  }

  Supplier<Catalog> catalog() {
    MetaTypeService metatype = service(MetaTypeService.class);
    return () -> Catalog.of(framework.getBundleContext().getBundles(), metatype);
  }

  /** What a component of this PID would be given; empty where there is no configuration. */
  Dictionary<String, Object> configuration(String filter)
      throws IOException, InvalidSyntaxException {
    Configuration[] found = admin().listConfigurations(filter);
    return found == null ? FrameworkUtil.asDictionary(Map.of()) : found[0].getProperties();
  }

  private <T> T service(Class<T> type) {
    return framework
        .getBundleContext()
        .getService(framework.getBundleContext().getServiceReference(type));
  }

  private static Path withSettings(Path folder) throws IOException {
    Path jar = folder.resolve("with-settings.jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    main.putValue(Constants.BUNDLE_SYMBOLICNAME, "with.settings");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = SettingsFramework.class.getResourceAsStream("metatype.xml")) {
      out.putNextEntry(new ZipEntry("OSGI-INF/metatype/settings.xml"));
      in.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  void close() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(10_000);
    if (framework.getState() == Bundle.ACTIVE) {
      throw new IllegalStateException("the framework did not stop");
    }
  }
}
