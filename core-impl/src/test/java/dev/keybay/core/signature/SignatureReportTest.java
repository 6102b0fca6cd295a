package dev.keybay.core.signature;

import static dev.keybay.core.signature.TestJar.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.signature.SignatureReport;
import dev.keybay.format.signature.SignatureReport.Expired;
import dev.keybay.format.signature.SignatureReport.UnknownSigner;
import dev.keybay.format.signature.SignatureReport.Unsigned;
import dev.keybay.format.signature.SignatureReport.Valid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose signatures count, and when, on jars signed by the JDK. */
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
    return TestSigner.report(jar, trusted);
  }

  private static Path write(Path jar) throws IOException {
    return TestJar.write(jar);
  }
}
