package dev.keybay.format.naming;

import java.util.regex.Pattern;

/**
 * What plugins may be called: everything that names one is held to this.
 *
 * <p>A name does not end as the name of a stream or version does: {@code oauth-2.0} would be read
 * as the stream 2.0 of {@code oauth} wherever an operator may give one.
 */
public final class PluginNames {
  /** For people, after "expected". */
  public static final String EXPECTED =
      "lower-case letters, digits, dots and dashes, at most 63, not ending as a stream does (-1.0)";

  /** The longest, in characters. */
  public static final int MAX_LENGTH = 63;

  /** The whole of a name; docs/plugin.schema.json has the same. */
  public static final String FORM =
      "(?!.*-[0-9]{1,10}[.][0-9]{1,10}([.][0-9]{1,10})?$)[a-z0-9][a-z0-9.-]{0,62}";

  private static final Pattern NAME = Pattern.compile(FORM);

  private PluginNames() {}

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
