package dev.keybay.itests.swap;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The jar of a plugin made of one package of these tests, as a plugin's build makes it.
 *
 * @param name of the plugin and, unless the descriptor says otherwise, of its route
 * @param code any class of the package
 * @param descriptor its YAML; empty for a plain bundle
 * @param headers of the manifest, beside the usual ones
 */
public record TestPlugin(
    String name, Class<?> code, String descriptor, Map<String, String> headers) {

  /** One whose only route everybody may GET. */
  public static TestPlugin open(String name, Class<?> code) {
    return new TestPlugin(
        name,
        code,
        "format: 2\nname: "
            + name
            + "\ninterfaces:\n  launch:\n    access:\n"
            + "      - { methods: [GET], path: \"**\", auth: public }\n",
        Map.of());
  }

  public TestPlugin describedBy(String yaml) {
    return new TestPlugin(name, code, yaml, headers);
  }

  /** A plain bundle: one without a descriptor. */
  public TestPlugin undescribed() {
    return describedBy("");
  }

  public TestPlugin with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new TestPlugin(name, code, descriptor, more);
  }

  /** The jar of a version, of three numbers. */
  public byte[] jar(String version) {
    try (Builder builder = new Builder()) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        File file = new File(entry);
        if (file.exists()) {
          builder.addClasspath(file);
        }
      }
      builder.setProperty("Bundle-SymbolicName", "org.example." + name);
      builder.setProperty("Bundle-Version", version);
      builder.setProperty("Private-Package", code.getPackageName());
      builder.setProperty("Import-Package", "org.jspecify.annotations;resolution:=optional, *");
      builder.setProperty("-contract", "*");
      builder.setProperty("-noimportjava", "true");
      headers.forEach(builder::setProperty);
      Jar jar = builder.build();
      if (!builder.getErrors().isEmpty()) {
        throw new IllegalStateException("the plugin " + name + ": " + builder.getErrors());
      }
      if (!descriptor.isEmpty()) {
        jar.putResource(
            "OSGI-INF/keybay/plugin.yaml",
            new EmbeddedResource(descriptor.getBytes(StandardCharsets.UTF_8), 0L));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      jar.write(out);
      return out.toByteArray();
    } catch (Exception e) { // bnd declares no narrower one
      throw new IllegalStateException("the plugin " + name + " could not be built", e);
    }
  }
}
