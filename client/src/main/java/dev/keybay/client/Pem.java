package dev.keybay.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of textual encoding, RFC 7468.
 *
 * @param label what stands after BEGIN
 * @param der the decoded bytes
 */
record Pem(String label, byte[] der) {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+?)-----END \\1-----");

  /**
   * The only block of a text.
   *
   * @throws IllegalArgumentException if there is none, or more than one
   */
  static Pem parse(String text) {
    Matcher matcher = BLOCK.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no PEM block (-----BEGIN …-----) found");
    }
    Pem pem = new Pem(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2)));
    if (matcher.find()) {
      throw new IllegalArgumentException("more than one PEM block, expected one private key");
    }
    return pem;
  }

  /**
   * The first block with this label, whatever else is in the text.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Pem first(String label, String text) {
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        return new Pem(label, Base64.getMimeDecoder().decode(matcher.group(2)));
      }
    }
    throw new IllegalArgumentException("no PEM block of the kind " + label + " found");
  }

  String encode() {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    String body = Base64.getMimeEncoder(64, newline).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  @Override
  public String toString() {
    return "Pem[" + label + "]";
  }
}
