package dev.keybay.http.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of PEM blocks (RFC 7468). Text around them is skipped, as its section 2 allows. */
final class PemFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /** One block. Not a record: its text may be a key. */
  static final class Block {
    private final String label;
    private final String text;

    Block(String label, String text) {
      this.label = label;
      this.text = text;
    }

    /** What stands after BEGIN. */
    String label() {
      return label;
    }

    /** True for what needs a passphrase: PKCS#8's own form, or OpenSSL's old one (RFC 1421). */
    boolean encrypted() {
      return label.startsWith("ENCRYPTED") || text.contains("Proc-Type:");
    }

    /** The bytes; IllegalArgumentException if it is not base64. */
    byte[] bytes() {
      return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    }
  }

  private PemFile() {}

  /** The blocks in their order; the setting is named in what goes wrong. */
  static List<Block> read(String setting, Path file) throws UnusableTlsException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UnusableTlsException(
            "the file of "
                + setting
                + ", "
                + file
                + ", is longer than a mebibyte. Give a PEM file.");
      }
      List<Block> blocks = new ArrayList<>();
      Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        blocks.add(new Block(matcher.group(1), matcher.group(2)));
      }
      return blocks;
    } catch (NoSuchFileException e) {
      throw new UnusableTlsException("the file of " + setting + ", " + file + ", is not there.", e);
    } catch (IOException e) {
      throw new UnusableTlsException(
          "the file of " + setting + ", " + file + ", cannot be read (" + e + ").", e);
    }
  }
}
