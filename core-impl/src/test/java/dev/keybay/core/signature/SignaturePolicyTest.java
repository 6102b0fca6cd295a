package dev.keybay.core.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.jose.Pem;
import dev.keybay.core.jose.Settings;
import dev.keybay.format.signature.SignatureReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturePolicyTest {
  private static final TestSigner AUTHORITY = TestSigner.authority("authority");

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void write() throws Exception {
    jar = TestJar.write(folder.resolve("plugin.jar"));
    Files.writeString(
        folder.resolve("signers.pem"),
        Pem.format("CERTIFICATE", AUTHORITY.certificate().getEncoded()));
  }

  @Test
  void whatIsSignedByATrustedSignerIsTakenWhereItIsRequired() throws Exception {
    AUTHORITY.issue("Acme").sign(jar);
    SignatureReport report = policy("require", "signers.pem", "").check(jar);
    assertEquals("CN=Acme", report.signer().orElseThrow().subject());
  }

  @Test
  void whatIsNotIsRefusedWhereItIsRequired() {
    KbsException refused =
        assertThrows(KbsException.class, () -> policy("require", "signers.pem", "").check(jar));
    assertEquals(ErrorCode.UNPROCESSABLE, refused.code());
    assertTrue(refused.getMessage().startsWith("the jar is not signed. "), refused.getMessage());
  }

  @Test
  void aWarningTakesItAndReportsWhy() throws Exception {
    SignatureReport report = policy("warn", "signers.pem", "").check(jar);
    assertInstanceOf(SignatureReport.Unsigned.class, report);
  }

  @Test
  void aWarningIsWhatAnOperatorGetsWhoSaysNothing() {
    assertEquals("warn", Settings.of(SignatureSettings.class, Map.of()).policy());
  }

  @Test
  void whereItIsOffNobodyLooks() throws Exception {
    Files.writeString(jar, "no zip at all");
    assertInstanceOf(SignatureReport.Unchecked.class, policy("off", "signers.pem", "").check(jar));
  }

  @Test
  void withoutATrustStoreNobodyIsTrusted() throws Exception {
    AUTHORITY.issue("Acme").sign(jar);
    assertTrue(problem("", "").contains("no signing.trustStore is set"));
  }

  @Test
  void aTrustStoreThatIsMissingTrustsNobody() throws Exception {
    AUTHORITY.issue("Acme").sign(jar);
    assertTrue(problem("gone.pem", "").contains("the trust store gone.pem cannot be read"));
  }

  @ParameterizedTest
  @CsvSource({"correct, true", "wrong, false", "'', false"})
  void aTrustStoreMayBePkcs12(String password, boolean opens) throws Exception {
    AUTHORITY.issue("Acme").sign(jar);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", AUTHORITY.certificate());
    try (OutputStream out = Files.newOutputStream(folder.resolve("signers.p12"))) {
      store.store(out, "correct".toCharArray());
    }
    assertEquals(opens, problem("signers.p12", password).isEmpty());
  }

  @Test
  void aTrustStoreThatChangesCountsAtOnce() throws Exception {
    TestSigner other = TestSigner.authority("other").issue("Other");
    other.sign(jar);
    SignaturePolicy policy = policy("require", "signers.pem", "");
    assertThrows(KbsException.class, () -> policy.check(jar));
    Files.writeString(
        folder.resolve("signers.pem"), Pem.format("CERTIFICATE", other.certificate().getEncoded()));
    assertInstanceOf(SignatureReport.Valid.class, policy.check(jar));
  }

  @Test
  void aSignerWhoWasStruckFromTheTrustStoreIsAnObjectionWhereSignaturesAreRequired()
      throws Exception {
    TestSigner.authority("other").issue("Other").sign(jar);
    assertTrue(
        policy("require", "signers.pem", "").objection(jar, true).orElse("").contains("CN=Other"));
    assertEquals(Optional.empty(), policy("warn", "signers.pem", "").objection(jar, true));
    AUTHORITY.issue("Acme").sign(jar);
    assertEquals(Optional.empty(), policy("require", "signers.pem", "").objection(jar, true));
  }

  @Test
  void aCertificateThatHasRunOutSinceIsNone() throws Exception {
    AUTHORITY
        .issue("Acme", TestSigner.NOW.minusSeconds(60), TestSigner.NOW.minusSeconds(10))
        .sign(jar);
    SignaturePolicy policy = policy("require", "signers.pem", "");
    assertEquals(Optional.empty(), policy.objection(jar, true));
    assertTrue(policy.objection(jar, false).orElse("").contains("is valid from"));
  }

  private String problem(String trustStore, String password) throws IOException {
    return policy("warn", trustStore, password).check(jar).problem().orElse("");
  }

  private SignaturePolicy policy(String policy, String trustStore, String password) {
    return new SignaturePolicy(
        Settings.of(
            SignatureSettings.class,
            Map.of("policy", policy, "trustStore", trustStore, "trustStorePassword", password)),
        new HostFolders(folder, folder, folder, folder),
        Clock.fixed(TestSigner.NOW, ZoneOffset.UTC));
  }
}
