package dev.keybay.core.signature;

import static dev.keybay.core.signature.TestJar.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.signature.SignatureReport;
import dev.keybay.format.signature.SignatureReport.Incomplete;
import dev.keybay.format.signature.SignatureReport.Tampered;
import dev.keybay.format.signature.SignatureReport.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars that were changed after the JDK signed them. */
class ChangedJarTest {
  private static final TestSigner AUTHORITY = TestSigner.authority("authority");
  private static final TestSigner SIGNER = AUTHORITY.issue("Acme");

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void write() throws IOException {
    jar = TestJar.write(folder.resolve("plugin.jar"));
    SIGNER.sign(jar);
  }

  @ParameterizedTest
  @ValueSource(strings = {"com/acme/Hello.class", "META-INF/services/com.acme.Hello"})
  void anEntryThatWasChangedIsNamed(String entry) throws Exception {
    TestJar.edit(jar, entries -> entries.put(entry, bytes("other code")));
    assertEquals(entry, assertInstanceOf(Tampered.class, report()).entry());
  }

  @ParameterizedTest
  @ValueSource(strings = {"com/acme/Added.class", "META-INF/versions/17/com/acme/Hello.class"})
  void anEntryThatWasAddedIsNamed(String entry) throws Exception {
    TestJar.edit(jar, entries -> entries.put(entry, bytes("more")));
    assertEquals(entry, assertInstanceOf(Tampered.class, report()).entry());
  }

  @Test
  void anEntryThatWasRemovedIsNamed() throws Exception {
    TestJar.edit(jar, entries -> entries.remove("web/hello.js"));
    assertEquals("web/hello.js", assertInstanceOf(Tampered.class, report()).entry());
  }

  /** The JDK's verifier alone would read the signed beginning, and vouch for it. */
  @ParameterizedTest
  @ValueSource(strings = {"web/hello.js", "META-INF/MANIFEST.MF"})
  void whatIsAppendedBeyondTheSizeInTheDirectoryIsNoticed(String entry) throws Exception {
    int[] size = new int[1];
    TestJar.edit(
        jar,
        entries -> {
          byte[] signed = entries.get(entry);
          size[0] = signed.length;
          byte[] longer = Arrays.copyOf(signed, signed.length + 9);
          Arrays.fill(longer, signed.length, longer.length, (byte) '\n');
          entries.put(entry, longer);
        });
    TestJar.claimSize(jar, entry, size[0]);
    assertEquals(entry, assertInstanceOf(Tampered.class, report()).entry());
  }

  @Test
  void aManifestThatWasChangedIsNoticed() throws Exception {
    editText("META-INF/MANIFEST.MF", "X-Word: one", "X-Word: two");
    assertInstanceOf(Tampered.class, report());
  }

  @Test
  void aSecondManifestIsNoticed() throws Exception {
    TestJar.edit(
        jar, entries -> entries.put("meta-inf/manifest.mf", bytes("Manifest-Version: 1.0\r\n")));
    assertInstanceOf(Incomplete.class, report());
  }

  @Test
  void aChangedByteInEachFileOfTheSignatureIsNoticed() throws Exception {
    for (String ending : new String[] {".SF", ".EC"}) {
      write();
      TestJar.edit(
          jar,
          entries -> {
            byte[] part = entries.get(part(entries, ending));
            part[part.length - 10] ^= 1;
          });
      assertInstanceOf(Tampered.class, report(), ending);
    }
  }

  @Test
  void noBitOfTheFileChangesWhatIsVouchedFor() throws Exception {
    Map<String, byte[]> signed = contents();
    byte[] whole = Files.readAllBytes(jar);
    int valid = 0;
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << (at % 8));
      Files.write(jar, changed);
      try {
        if (report() instanceof Valid) {
          assertSame(signed, contents(), at); // dates and the like mean nothing
          valid++;
        }
      } catch (IOException | IllegalArgumentException e) {
        // No zip any more: the inspector refuses such a jar before, and a framework cannot read it.
      }
    }
    assertTrue(0 < valid && valid < whole.length / 2, valid + " of " + whole.length);
  }

  private static void assertSame(Map<String, byte[]> signed, Map<String, byte[]> now, int at) {
    assertEquals(signed.keySet(), now.keySet(), "byte " + at);
    signed.forEach((name, content) -> assertArrayEquals(content, now.get(name), "byte " + at));
  }

  /** What a framework would read: files, but for those of the signature. */
  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory() && !entry.getName().matches("(?i)META-INF/[^/]*\\.(SF|EC)")) {
          try (InputStream in = zip.getInputStream(entry)) {
            contents.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return contents;
  }

  @Test
  void aSignatureOfWhichAFileWasRemovedIsIncomplete() throws Exception {
    for (String endings : new String[] {".SF", ".EC", ".SF .EC"}) {
      write();
      remove(endings);
      assertInstanceOf(Incomplete.class, report(), endings);
    }
  }

  private void remove(String endings) throws IOException {
    for (String ending : Set.of(endings.split(" ", -1))) {
      TestJar.edit(jar, entries -> entries.remove(part(entries, ending)));
    }
  }

  private void editText(String entry, String from, String to) throws IOException {
    Consumer<Map<String, byte[]>> change =
        entries -> {
          String text = new String(entries.get(entry), StandardCharsets.UTF_8);
          entries.put(entry, bytes(text.replace(from, to)));
        };
    TestJar.edit(jar, change);
  }

  private static String part(Map<String, byte[]> entries, String ending) {
    return entries.keySet().stream()
        .filter(name -> name.endsWith(ending))
        .findFirst()
        .orElseThrow();
  }

  private SignatureReport report() throws IOException {
    return TestSigner.report(jar, AUTHORITY);
  }
}
