package dev.keybay.bench.server;

import dev.keybay.bench.floor.FloorServlet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Makes the bundles of {@link FloorServlet}: one class, one component, and a plugin's descriptor.
 */
public final class FloorBundle {
  /** Where the bare server has it. */
  public static final String BARE_PATH = "/floor";

  /** Where the broker has it. */
  public static final String PLUGIN_PATH = "/kbs/v0/floor";

  private static final String CLASS = FloorServlet.class.getName();
  private static final String BARE =
      "<property name=\"osgi.http.whiteboard.servlet.pattern\" value=\"" + BARE_PATH + "\"/>";
  private static final String PLUGIN =
      "<property name=\"keybay.kbs.endpoint\" value=\"%s\"/>"
          + "<property name=\"keybay.iface\" value=\"launch\"/>";
  private static final String DESCRIPTOR =
      """
      format: 2
      summary: The servlet that the benchmark compares with itself
      routes: [%s]
      interfaces:
        launch:
          access:
            - { methods: [GET, POST], path: "**", auth: public }
      """;

  private FloorBundle() {}

  /** For the servlet whiteboard of a bare server. */
  public static void writeBare(Path jar) throws IOException {
    write(jar, "floor", "1.0.0", BARE);
  }

  /** For the router: a plugin that anybody may call. */
  public static void writePlugin(Path jar) throws IOException {
    writePlugin(jar, "floor", "1.0.0");
  }

  /**
   * For the router: one that anybody may call under another name.
   *
   * @param version three numbers
   */
  public static void writePlugin(Path jar, String name, String version) throws IOException {
    write(jar, name, version, PLUGIN.formatted(name));
  }

  private static void write(Path jar, String name, String version, String properties)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "dev.keybay.plugin." + name);
    main.putValue("Bundle-Version", version);
    main.putValue(
        "Import-Package",
        "jakarta.servlet;version=\"[6.0,7)\",jakarta.servlet.http;version=\"[6.0,7)\"");
    main.putValue("Service-Component", "OSGI-INF/floor.xml");
    main.putValue(
        "Require-Capability",
        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0))\"");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream target = new JarOutputStream(out, manifest)) {
      entry(target, "OSGI-INF/floor.xml", component(properties));
      entry(
          target,
          "OSGI-INF/keybay/plugin.yaml",
          DESCRIPTOR.formatted(name).getBytes(StandardCharsets.UTF_8));
      entry(target, CLASS.replace('.', '/') + ".class", classFile());
    }
  }

  private static byte[] component(String properties) {
    return ("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"floor\""
            + " configuration-policy=\"ignore\">"
            + properties
            + "<service><provide interface=\"jakarta.servlet.Servlet\"/></service>"
            + "<implementation class=\""
            + CLASS
            + "\"/></scr:component>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] classFile() throws IOException {
    try (InputStream in =
        FloorBundle.class.getResourceAsStream("/" + CLASS.replace('.', '/') + ".class")) {
      return Objects.requireNonNull(in, CLASS).readAllBytes();
    }
  }

  private static void entry(JarOutputStream target, String name, byte[] bytes) throws IOException {
    target.putNextEntry(new JarEntry(name));
    target.write(bytes);
    target.closeEntry();
  }
}
