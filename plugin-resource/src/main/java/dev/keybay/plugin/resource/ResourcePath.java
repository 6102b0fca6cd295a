package dev.keybay.plugin.resource;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a resource. Each part is of {@code A-Z a-z 0-9 _ -} and, from its second character
 * on, also dots.
 */
record ResourcePath(String repository, String type, String tag) {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");

  /**
   * Reads the path segments below the route.
   *
   * @throws KbsException {@code BAD_REQUEST} if they name no resource
   */
  static ResourcePath of(List<String> segments) {
    if (segments.size() != 3
        || !legal(segments.get(0))
        || !legal(segments.get(1))
        || !legal(segments.get(2))) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST,
          "expected resource/<repository>/<type>/<tag>, each of letters, digits, _ and -, and dots"
              + " after the first character");
    }
    return new ResourcePath(segments.get(0), segments.get(1), segments.get(2));
  }

  private static boolean legal(String part) {
    return PART.matcher(part).matches();
  }

  /** The key under which it is stored, {@code repository/type/tag}. */
  String key() {
    return repository + "/" + type + "/" + tag;
  }
}
