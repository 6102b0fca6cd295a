package dev.keybay.format.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Whether each entry of a jar has as many bytes as the jar's directory says. The JDK's verifier
 * stops after that many, and so vouches for the beginning of a longer entry; whoever reads it
 * without the verifier, as a framework does, gets all of it.
 */
final class EntrySizes {
  private EntrySizes() {}

  static Optional<SignatureReport> problem(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          if (in.transferTo(OutputStream.nullOutputStream()) != entry.getSize()) {
            return Optional.of(
                new SignatureReport.Tampered(
                    entry.getName(), "it has more or fewer bytes than the jar's directory says"));
          }
        }
      }
      return Optional.empty();
    }
  }
}
