package dev.keybay.format.descriptor;

import dev.keybay.format.naming.PluginNames;
import dev.keybay.format.naming.VersionNumbers;
import java.util.regex.Pattern;

/**
 * What a text of a descriptor may be. The schema in docs/ has the same patterns and lengths.
 *
 * @param expected for the message, after "expected"
 * @param pattern of the whole text; none of them backtracks far
 * @param maxLength in code points, as JSON Schema counts
 */
record TextRule(String expected, Pattern pattern, int maxLength) {
  static final TextRule NAME = rule(PluginNames.EXPECTED, PluginNames.FORM, PluginNames.MAX_LENGTH);
  static final TextRule VERSION =
      rule(
          "three numbers, for example 1.0.3",
          VersionNumbers.FORM + "\\." + VersionNumbers.FORM + "\\." + VersionNumbers.FORM,
          32);
  static final TextRule ROUTE =
      rule(
          "a path segment of lower-case letters, digits, dots and dashes",
          "[a-z0-9][a-z0-9.-]{0,62}",
          63);
  static final TextRule WORD =
      rule("a word of lower-case letters, digits and dashes", "[a-z0-9][a-z0-9-]*", 32);
  static final TextRule CLASS_NAME =
      rule(
          "a class with its package, for example com.acme.Hello",
          "([A-Za-z_][A-Za-z0-9_]*\\.)+[A-Za-z_$][A-Za-z0-9_$]*",
          300);
  static final TextRule ELEMENT =
      rule("an element's name, for example acme-settings", "[A-Za-z][A-Za-z0-9._-]*", 100);
  static final TextRule ENTRY =
      rule(
          "a file of the jar, for example web/icon.svg",
          "(?!.*(^|/)\\.\\.(/|$))[A-Za-z0-9_@+][A-Za-z0-9._@+/-]*",
          256);
  static final TextRule WEB =
      rule("an address that begins with https:// or http://", "https?://[!-~]+", 2048);
  static final TextRule HOST_AND_PORT =
      rule(
          "a host and a port, for example ca.example.com:443",
          "(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,252}):[0-9]{1,5}|\\[[0-9A-Fa-f:.]{2,45}\\]:[0-9]{1,5}",
          261);
  static final TextRule FILE =
      rule(
          "an absolute path without .. in it",
          "(?!.*/\\.\\.(/|$))/[^\\x00-\\x1f\\x7f-\\x9f]*",
          1024);
  static final TextRule SHA256 =
      rule("64 lower-case hexadecimal digits, the SHA-256", "[0-9a-f]{64}", 64);

  private static TextRule rule(String expected, String pattern, int maxLength) {
    return new TextRule(expected, Pattern.compile(pattern), maxLength);
  }

  /** One line for people, without control characters: it comes to consoles and logs. */
  static TextRule line(int maxLength) {
    return rule(
        "a text of one line and at most " + maxLength + " characters",
        "[^\\x00-\\x1f\\x7f-\\x9f]+",
        maxLength);
  }

  /** Several lines for people. */
  static TextRule prose(int maxLength) {
    return rule(
        "a text of at most " + maxLength + " characters",
        "[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]+",
        maxLength);
  }

  boolean takes(String text) {
    return text.codePointCount(0, text.length()) <= maxLength && pattern.matcher(text).matches();
  }
}
