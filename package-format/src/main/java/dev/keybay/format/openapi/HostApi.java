package dev.keybay.format.openapi;

import dev.keybay.format.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host's own part of the document: its pages, what every plugin's paths have in common, and the
 * components that plugins may refer to. The file host.json beside this class.
 */
public final class HostApi {
  private static final String FILE = "host.json";
  private static final Map<String, @Nullable Object> DOCUMENT = read();

  private HostApi() {}

  /** A whole OpenAPI document, without any plugin. */
  public static Map<String, @Nullable Object> document() {
    return DOCUMENT;
  }

  /** Whether it has a component, for example {@code schemas} {@code Problem}. */
  static boolean has(String section, String name) {
    return component(section, name) != null;
  }

  static @Nullable Object component(String section, String name) {
    return Tree.members(Tree.members(DOCUMENT.get("components")).get(section)).get(name);
  }

  private static Map<String, @Nullable Object> read() {
    try (InputStream in = HostApi.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the build has left out " + FILE);
      }
      return StrictJson.object(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + ": " + e.getMessage(), e);
    }
  }
}
