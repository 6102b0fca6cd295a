package dev.keybay.format.jar;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a bundle brings: in its jar, in folders of it, and in jars inside it.
 *
 * @param entries all names in the jar
 */
record JarClasses(JarFile file, Set<String> entries) {

  /**
   * Whether the class is on the bundle's class path (Core 8 §3.9.1).
   *
   * @param classPath the header Bundle-ClassPath, which is {@code .} if there is none
   */
  boolean has(String className, @Nullable String classPath) throws IOException {
    String wanted = className.replace('.', '/') + ".class";
    for (String element : (classPath == null ? "." : classPath).split(",", -1)) {
      String path = element.split(";", 2)[0].trim();
      if (entries.contains(inFolder(path) + wanted)
          || (entries.contains(path) && isInside(file.getJarEntry(path), wanted))) {
        return true;
      }
    }
    return false;
  }

  private static String inFolder(String path) {
    String folder = path.startsWith("/") ? path.substring(1) : path;
    return folder.equals(".") || folder.isEmpty()
        ? ""
        : folder.endsWith("/") ? folder : folder + "/";
  }

  private boolean isInside(JarEntry jar, String wanted) throws IOException {
    try (InputStream bytes = file.getInputStream(jar);
        ZipInputStream in = new ZipInputStream(bytes)) {
      InputStream bounded = new Bounded(in);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(wanted)) {
          return true;
        }
        bounded.transferTo(OutputStream.nullOutputStream());
      }
      return false;
    }
  }

  /** A jar inside may be a bomb as well. */
  private static final class Bounded extends FilterInputStream {
    private long left = JarEntries.MAX_EXPANDED_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = super.read(target, offset, length);
      left -= Math.max(n, 0);
      if (left < 0) {
        throw new IOException(
            "a jar inside expands to more than " + JarEntries.MAX_EXPANDED_BYTES + " bytes");
      }
      return n;
    }
  }
}
