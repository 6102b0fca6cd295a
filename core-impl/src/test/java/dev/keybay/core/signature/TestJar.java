package dev.keybay.core.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar to be signed, and to be changed afterwards. */
final class TestJar {
  private TestJar() {}

  static Path write(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0\r\nX-Word: one\r\n\r\n"));
    entries.put("META-INF/services/com.acme.Hello", bytes("com.acme.Hello"));
    entries.put("com/acme/", new byte[0]);
    entries.put("com/acme/Hello.class", bytes("the code"));
    entries.put("web/hello.js", bytes("more of it"));
    write(jar, entries);
    return jar;
  }

  /** Rewrites the jar with other entries. */
  static void edit(Path jar, Consumer<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    change.accept(entries);
    write(jar, entries);
  }

  /**
   * Makes the directory say that an entry has another size. Little endian; a directory header
   * begins with PK 01 02, has the size at 24 (4 bytes), the name's length at 28 (2) and the name at
   * 46 (APPNOTE 4.3.12).
   */
  static void claimSize(Path jar, String entry, int size) throws IOException {
    byte[] zip = Files.readAllBytes(jar);
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("PK\u0001\u0002");
    while (!text.startsWith(entry, at + 46) || (zip[at + 28] & 0xff) != entry.length()) {
      at = text.indexOf("PK\u0001\u0002", at + 1);
    }
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 24, size);
    Files.write(jar, zip);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }
}
