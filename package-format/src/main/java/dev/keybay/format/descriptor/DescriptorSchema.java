package dev.keybay.format.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What {@link DescriptorReader} takes, as JSON Schema: the file docs/plugin.schema.json, which the
 * build puts beside this class.
 */
public final class DescriptorSchema {
  private static final String FILE = "plugin.schema.json";

  private DescriptorSchema() {}

  /** The file's bytes. */
  public static byte[] bytes() {
    try (InputStream in = DescriptorSchema.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the build has left out " + FILE);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
