package dev.keybay.core.admission;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.registry.Release;
import dev.keybay.format.descriptor.Artifact;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.DescriptorException;
import dev.keybay.format.descriptor.DescriptorReader;
import dev.keybay.format.descriptor.UnknownFormatException;
import dev.keybay.format.jar.JarInspector;
import dev.keybay.format.jar.JarInspector.BadJarException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A descriptor outside of a jar, which says where the jar is. What counts in the end is the
 * descriptor in the jar: that one is covered by its digest and signature.
 */
record Detached(Descriptor descriptor, Artifact artifact) {
  private static final int ZIP = ('P' << 8) | 'K';

  /** Whether a file may be one: every zip begins with the same two letters, and no YAML does. */
  static boolean isDescriptor(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      int second = in.read();
      boolean text = (first >= ' ' && first < 0x7f) || first == '\n' || first == '\r';
      return text && ((first << 8) | second) != ZIP;
    }
  }

  static Detached read(Path file) throws IOException, BadJarException {
    if (Files.size(file) > JarInspector.MAX_DESCRIPTOR_BYTES) {
      throw new BadJarException("it is no jar, and too long for a descriptor");
    }
    try {
      Descriptor descriptor = DescriptorReader.read(Files.readAllBytes(file));
      return new Detached(
          descriptor,
          descriptor
              .artifact()
              .orElseThrow(
                  () ->
                      new BadJarException(
                          "a descriptor that is not in its jar says where that is: artifact: {url,"
                              + " sha256}")));
    } catch (UnknownFormatException e) {
      throw new BadJarException(ErrorCode.UNSUPPORTED_FORMAT, e);
    } catch (DescriptorException e) {
      throw new BadJarException(
          "it is no complete zip file; and no detached descriptor: " + e.getMessage());
    }
  }

  /** Requires that the jar is the one that is described. */
  void require(Release release) {
    if (release.format() == 1) {
      throw refused("the jar has no descriptor of its own; put this one into it");
    }
    if (descriptor.name().filter(name -> !name.equals(release.plugin().name())).isPresent()
        || descriptor
            .version()
            .filter(version -> !version.equals(release.plugin().version()))
            .isPresent()) {
      throw refused(
          "the descriptor is of "
              + descriptor.name().orElse(release.plugin().name())
              + " "
              + descriptor.version().orElse("")
              + ", and the jar is "
              + release.plugin());
    }
  }

  private static KbsException refused(String why) {
    return new KbsException(ErrorCode.UNPROCESSABLE, why);
  }
}
