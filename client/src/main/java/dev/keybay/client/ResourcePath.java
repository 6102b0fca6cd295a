package dev.keybay.client;

import java.util.regex.Pattern;

/**
 * The name of a resource, for example {@code default/key/disk}. Each part begins with a letter,
 * digit, {@code _} or {@code -} and goes on with those and {@code .}.
 */
public record ResourcePath(String repository, String type, String tag) {

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");
  private static final String URI_PREFIX = "kbs:///";

  public ResourcePath {
    if (!PART.matcher(repository).matches()
        || !PART.matcher(type).matches()
        || !PART.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          "\"" + repository + "/" + type + "/" + tag + "\" is not a resource path: " + EXPECTED);
    }
  }

  private static final String EXPECTED =
      "expected repository/type/tag, each of letters, digits, _ - and, but for the first, .";

  /**
   * Reads {@code repository/type/tag} or {@code kbs:///repository/type/tag}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ResourcePath parse(String text) {
    String path = text.startsWith(URI_PREFIX) ? text.substring(URI_PREFIX.length()) : text;
    String[] parts = path.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("\"" + text + "\" is not a resource path: " + EXPECTED);
    }
    return new ResourcePath(parts[0], parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return repository + "/" + type + "/" + tag;
  }
}
