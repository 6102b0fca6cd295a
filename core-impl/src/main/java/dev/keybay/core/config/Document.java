package dev.keybay.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file of the settings folder that has a reader of its own, and the places of its values.
 *
 * @param members null, Boolean, String, Long, BigInteger, Double, List or Map
 * @param places by JSON pointer
 */
public record Document(
    String file, Map<String, @Nullable Object> members, Map<String, Location> places) {

  /** Plugins that shall be there: {@code conf/plugins.desired.json}. */
  public static final String DESIRED_PLUGINS = "plugins.desired.json";

  /**
   * Reads a file, as strictly as settings.
   *
   * @throws IOException with the place and what was expected, if it cannot be read
   */
  public static Document read(Path file) throws IOException {
    try {
      return StrictJson.document(file.toString(), FolderFiles.bytes(file));
    } catch (BrokenConfigurationException e) {
      throw new IOException(
          String.join("; ", e.problems().stream().map(Problem::toString).toList()), e);
    }
  }

  /** Where a value stands, for a message: file, line and column. */
  public String place(String pointer) {
    Location at = places.get(pointer);
    return at == null ? file : file + ", " + at;
  }

  /** The kind of a value in an operator's words. */
  public static String kind(@Nullable Object value) {
    return JsonValue.kind(value);
  }

  /** {@code ; did you mean "x"?} */
  public static String suggestion(String given, java.util.Collection<String> known) {
    return Suggestion.of(given, known);
  }

  /** Whether a file of the folder has a reader of its own. */
  static boolean is(Path file) {
    return file.endsWith(DESIRED_PLUGINS);
  }
}
