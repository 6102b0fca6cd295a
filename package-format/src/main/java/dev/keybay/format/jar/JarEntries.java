package dev.keybay.format.jar;

import dev.keybay.format.jar.JarInspector.BadJarException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Reads every entry of a jar to its end, because the sizes in a zip's directory are only claims.
 */
final class JarEntries {
  static final long MAX_EXPANDED_BYTES = 512L << 20;
  private static final int MAX_ENTRIES = 50_000;

  private JarEntries() {}

  /** The names of all entries. */
  static Set<String> readAll(JarFile file) throws BadJarException {
    Set<String> names = new HashSet<>();
    long expanded = 0;
    Enumeration<JarEntry> all = file.entries();
    while (all.hasMoreElements()) {
      JarEntry entry = all.nextElement();
      if (!names.add(entry.getName())) {
        // Which of the two is read would be the reader's choice: one is checked, another is run.
        throw new BadJarException("the jar has the entry " + entry.getName() + " twice");
      }
      if (names.size() > MAX_ENTRIES) {
        throw new BadJarException("the jar has more than " + MAX_ENTRIES + " entries");
      }
      long size = read(file, entry, expanded);
      if (size != entry.getSize()) {
        // A verifier of signatures reads as much as the directory says, and others read all.
        throw new BadJarException(
            "the jar's entry "
                + entry.getName()
                + " has "
                + size
                + " bytes; its directory says "
                + entry.getSize());
      }
      expanded += size;
    }
    return names;
  }

  private static long read(JarFile file, JarEntry entry, long before) throws BadJarException {
    byte[] buffer = new byte[64 << 10];
    long size = 0;
    try (InputStream in = file.getInputStream(entry)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        if (before + size > MAX_EXPANDED_BYTES) {
          throw new BadJarException(
              "the jar expands to more than " + MAX_EXPANDED_BYTES + " bytes");
        }
      }
      return size;
    } catch (IOException e) {
      throw new BadJarException(
          "the jar's entry " + entry.getName() + " is damaged: " + e.getMessage());
    }
  }
}
