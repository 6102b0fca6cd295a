package dev.keybay.core.signature;

import static dev.keybay.core.signature.TestJar.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.signature.SignatureReport.Expired;
import dev.keybay.core.signature.SignatureReport.Incomplete;
import dev.keybay.core.signature.SignatureReport.Tampered;
import dev.keybay.core.signature.SignatureReport.UnknownSigner;
import dev.keybay.core.signature.SignatureReport.Unsigned;
import dev.keybay.core.signature.SignatureReport.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a signature can hold or not, told apart, on jars signed by the JDK. */
class SignatureReportTest {
  private static final TestSigner AUTHORITY = TestSigner.authority("authority");
  private static final TestSigner SIGNER = AUTHORITY.issue("Acme");
  private static final TestSigner STRANGER = TestSigner.authority("elsewhere").issue("stranger");
  private static final Instant PAST = Instant.parse("2021-01-01T00:00:00Z");
  private static final TestSigner OF_THE_PAST =
      AUTHORITY.issue("retired", PAST, PAST.plus(Duration.ofDays(365)));

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void write() throws IOException {
    jar = TestJar.write(folder.resolve("plugin.jar"));
  }

  @Test
  void aJarThatNobodySigned() throws Exception {
    assertInstanceOf(Unsigned.class, report());
  }

  @Test
  void aSignerWhomATrustedAuthorityVouchesForIsValid() throws Exception {
    SIGNER.sign(jar);
    Valid valid = assertInstanceOf(Valid.class, report());
    assertEquals("CN=Acme", valid.by().subject());
    assertTrue(valid.by().fingerprint().matches("sha256:[0-9a-f]{64}"));
    assertEquals(Optional.empty(), valid.problem());
  }

  @Test
  void aSignerWhoIsInTheStoreItselfIsValid() throws Exception {
    STRANGER.sign(jar);
    assertInstanceOf(Valid.class, report(STRANGER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"com/acme/Hello.class", "META-INF/services/com.acme.Hello"})
  void anEntryThatWasChangedIsNamed(String entry) throws Exception {
    SIGNER.sign(jar);
    TestJar.edit(jar, entries -> entries.put(entry, bytes("other code")));
    assertEquals(entry, assertInstanceOf(Tampered.class, report()).entry());
  }

  @ParameterizedTest
  @ValueSource(strings = {"com/acme/Added.class", "META-INF/versions/17/com/acme/Hello.class"})
  void anEntryThatWasAddedIsNamed(String entry) throws Exception {
    SIGNER.sign(jar);
    TestJar.edit(jar, entries -> entries.put(entry, bytes("more")));
    assertEquals(entry, assertInstanceOf(Tampered.class, report()).entry());
  }

  @Test
  void anEntryThatWasRemovedIsNamed() throws Exception {
    SIGNER.sign(jar);
    TestJar.edit(jar, entries -> entries.remove("web/hello.js"));
    assertEquals("web/hello.js", assertInstanceOf(Tampered.class, report()).entry());
  }

  /** The JDK's verifier alone would read the signed beginning, and vouch for it. */
  @ParameterizedTest
  @ValueSource(strings = {"web/hello.js", "META-INF/MANIFEST.MF"})
  void whatIsAppendedBeyondTheSizeInTheDirectoryIsNoticed(String entry) throws Exception {
    SIGNER.sign(jar);
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
    SIGNER.sign(jar);
    editText("META-INF/MANIFEST.MF", "X-Word: one", "X-Word: two");
    assertInstanceOf(Tampered.class, report());
  }

  @Test
  void aSecondManifestIsNoticed() throws Exception {
    SIGNER.sign(jar);
    TestJar.edit(
        jar, entries -> entries.put("meta-inf/manifest.mf", bytes("Manifest-Version: 1.0\r\n")));
    assertInstanceOf(Incomplete.class, report());
  }

  @Test
  void aChangedByteInEachFileOfTheSignatureIsNoticed() throws Exception {
    for (String ending : new String[] {".SF", ".EC"}) {
      write();
      SIGNER.sign(jar);
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
    SIGNER.sign(jar);
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
      SIGNER.sign(jar);
      remove(endings);
      assertInstanceOf(Incomplete.class, report(), endings);
    }
  }

  @Test
  void aSignerWhomNobodyKnowsIsToldApart() throws Exception {
    STRANGER.sign(jar);
    UnknownSigner unknown = assertInstanceOf(UnknownSigner.class, report());
    assertEquals("CN=stranger", unknown.by().subject());
  }

  @Test
  void aSignerOfTheSameNameIsNotTheSame() throws Exception {
    TestSigner.authority("authority").issue("Acme").sign(jar);
    assertInstanceOf(UnknownSigner.class, report());
  }

  @Test
  void aSecondSignerWhoIsUnknownDoesNotMatter() throws Exception {
    STRANGER.sign(jar);
    SIGNER.sign(jar);
    assertEquals("CN=Acme", assertInstanceOf(Valid.class, report()).by().subject());
  }

  @Test
  void aTrustedSignerOfAPartDoesNotVouchForTheRest() throws Exception {
    SIGNER.sign(jar);
    TestJar.edit(jar, entries -> entries.put("com/acme/Added.class", bytes("more")));
    STRANGER.sign(jar);
    assertEquals("CN=stranger", assertInstanceOf(UnknownSigner.class, report()).by().subject());
  }

  @Test
  void aCertificateForAnotherPurposeDoesNotSignCode() throws Exception {
    AUTHORITY.issueFor(KeyPurposeId.id_kp_serverAuth).sign(jar);
    assertInstanceOf(UnknownSigner.class, report());
    AUTHORITY.issueFor(KeyPurposeId.id_kp_codeSigning).sign(write(jar));
    assertInstanceOf(Valid.class, report());
  }

  @Test
  void aSignerWhoIsNoLongerOrNotYetValidIsToldApart() throws Exception {
    OF_THE_PAST.sign(jar);
    Expired expired = assertInstanceOf(Expired.class, report());
    assertEquals("CN=retired", expired.by().subject());
    assertEquals(PAST, expired.from());
    Instant next = TestSigner.NOW.plus(Duration.ofDays(1));
    AUTHORITY.issue("early", next, next.plus(Duration.ofDays(9))).sign(write(jar));
    assertInstanceOf(Expired.class, report());
  }

  @Test
  void aTrustedTimestampOfBeforeTheEndKeepsASignatureValid() throws Exception {
    TestSigner stamps = AUTHORITY.issueFor(KeyPurposeId.id_kp_timeStamping);
    try (TimestampServer server = new TimestampServer(stamps, PAST.plus(Duration.ofDays(30)))) {
      OF_THE_PAST.sign(jar, Optional.of(server.uri()));
    }
    assertInstanceOf(Valid.class, report());
  }

  @Test
  void aTimestampOfAfterTheEndOrOfAStrangerDoesNot() throws Exception {
    TestSigner stamps = AUTHORITY.issueFor(KeyPurposeId.id_kp_timeStamping);
    try (TimestampServer server = new TimestampServer(stamps, PAST.plus(Duration.ofDays(500)))) {
      OF_THE_PAST.sign(jar, Optional.of(server.uri()));
    }
    assertInstanceOf(Expired.class, report());
    TestSigner others = TestSigner.authority("elsewhere").issueFor(KeyPurposeId.id_kp_timeStamping);
    try (TimestampServer server = new TimestampServer(others, PAST.plus(Duration.ofDays(30)))) {
      OF_THE_PAST.sign(write(jar), Optional.of(server.uri()));
    }
    assertInstanceOf(Expired.class, report());
  }

  private SignatureReport report() throws IOException {
    return report(AUTHORITY);
  }

  private SignatureReport report(TestSigner... trusted) throws IOException {
    SignedEntries.Result signed = SignedEntries.read(jar);
    SignerTrust trust =
        new SignerTrust(
            Arrays.stream(trusted).map(TestSigner::certificate).collect(Collectors.toSet()));
    return signed.problem().orElseGet(() -> trust.best(signed.signers(), TestSigner.NOW));
  }

  private static Path write(Path jar) throws IOException {
    return TestJar.write(jar);
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
}
