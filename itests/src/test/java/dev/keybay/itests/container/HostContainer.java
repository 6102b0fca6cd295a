package dev.keybay.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bootDelegationPackages;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/**
 * A framework as the launcher makes it, with the bundles of the distribution and without plugins:
 * what is tested is the host and its parts.
 */
final class HostContainer {
  private static final Path BUNDLES =
      Path.of(System.getProperty("keybay.home", "../runtime/target/keybay"), "bundles")
          .toAbsolutePath()
          .normalize();

  /** What starts when, by the beginning of the jar's name; everything else is there before. */
  private static final Map<String, Integer> LEVELS =
      Map.of(
          "core-impl-", 3,
          "store-", 4,
          "policy-", 4,
          "org.apache.felix.fileinstall-", 5,
          "http-jetty-", 5,
          "org.apache.felix.http.jetty12-", 6);

  private static final int SUPPORT = 2;

  private HostContainer() {}

  /** The framework's properties and bundles, on folders of its own below {@code root}. */
  static Option in(Path root) throws IOException {
    return composite(
        composite(properties(root)),
        shared(),
        bootDelegationPackages("sun.*", "com.sun.*"),
        composite(bundles()),
        frameworkStartLevel(6));
  }

  private static Option[] properties(Path root) throws IOException {
    Map<String, String> properties = new TreeMap<>();
    for (String folder : new String[] {"home", "data", "conf", "deploy"}) {
      Path path = Files.createDirectories(root.resolve(folder));
      properties.put("keybay." + folder, path.toString());
    }
    properties.put("keybay.settings", "{\"http.port\":\"0\"}");
    // Every bundle is the host's: the tests' own has to see services that plugins do not.
    properties.put("keybay.host.locations", "");
    properties.put("felix.cm.pm", "memory");
    // They would be for the whole process, and outlive the container.
    properties.put("felix.service.urlhandlers", "false");
    properties.put("org.osgi.framework.bsnversion", "multiple");
    properties.put("felix.fileinstall.dir", root.resolve("deploy").toString());
    properties.put("felix.fileinstall.tmpdir", root.resolve("tmp").toString());
    properties.put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
    properties.put("org.osgi.service.http.port", "0");
    properties.put("org.apache.felix.http.host", "127.0.0.1");
    return properties.entrySet().stream()
        .map(each -> frameworkProperty(each.getKey()).value(each.getValue()))
        .toArray(Option[]::new);
  }

  /** What the launcher gives from its class path, and the tests from theirs. */
  private static Option shared() {
    String version = org.slf4j.Logger.class.getPackage().getImplementationVersion();
    return systemPackages(
        "org.osgi.service.log;version=1.5",
        "org.junit",
        "org.awaitility",
        "org.awaitility.core",
        "org.slf4j;version=" + version,
        "org.slf4j.event;version=" + version,
        "org.slf4j.helpers;version=" + version,
        "org.slf4j.spi;version=" + version);
  }

  private static Option[] bundles() throws IOException {
    try (Stream<Path> jars = Files.list(BUNDLES)) {
      return jars.sorted()
          .map(jar -> bundle("reference:" + jar.toUri()).startLevel(level(jar)))
          .toArray(Option[]::new);
    }
  }

  private static int level(Path jar) {
    return LEVELS.entrySet().stream()
        .filter(each -> jar.getFileName().toString().startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(SUPPORT);
  }
}
