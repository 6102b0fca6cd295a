package dev.keybay.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Which files make a key and a certificate of a broker, and what is said of those that do not. */
final class KeyMaterialTest {
  @TempDir Path folder;
  private Path key;
  private Path chain;

  @BeforeEach
  void nameFiles() {
    key = folder.resolve("tls.key");
    chain = folder.resolve("tls.pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aKeyInPkcs8IsTaken(String kind) throws Exception {
    TestIdentity identity = TestIdentity.of("a", kind);
    identity.writeTo(key, chain);
    assertEquals(identity.certificate(), KeyMaterial.load(key, chain).certificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void aKeyInTheOlderFormOfOpenSslIsTaken(String kind) throws Exception {
    TestIdentity identity = TestIdentity.of("a", kind);
    Files.writeString(chain, identity.certificatePem());
    Files.writeString(key, identity.oldKeyPem());
    assertTrue(Files.readString(key).contains(kind + " PRIVATE KEY"));
    KeyMaterial material = KeyMaterial.load(key, chain);
    assertEquals(
        identity.keys().getPrivate(),
        material.keyStore().getKey("broker", KeyMaterial.PASSWORD.toCharArray()));
  }

  @Test
  void keyAndCertificatesMayBeInOneFileWithTextBetween() throws Exception {
    TestIdentity authority = TestIdentity.of("authority", "RSA");
    TestIdentity own = authority.issue("own");
    Files.writeString(
        chain,
        "subject=own\n"
            + own.certificatePem()
            + "\nissuer:\n"
            + authority.certificatePem()
            + own.keyPem());
    KeyMaterial material = KeyMaterial.load(chain, chain);
    assertEquals(2, material.keyStore().getCertificateChain("broker").length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aKeyOfAnotherCertificateIsRefused(String kind) throws Exception {
    TestIdentity.of("a", kind).writeTo(key, chain);
    Files.writeString(chain, TestIdentity.of("b", kind).certificatePem());
    refused("does not belong to the first certificate in " + chain);
  }

  @Test
  void aKeyOfAnotherKindIsRefused() throws Exception {
    TestIdentity.of("a", "EC").writeTo(key, chain);
    Files.writeString(chain, TestIdentity.of("b", "RSA").certificatePem());
    refused("cannot be read as RSA");
  }

  @Test
  void anEncryptedKeyIsRefusedWithTheWayOut() throws Exception {
    TestIdentity.of("a", "EC").writeTo(key, chain);
    Files.writeString(key, Files.readString(key).replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
    refused("is encrypted. Write it without a passphrase");
  }

  @Test
  void filesThatAreNotThereOrHoldNothingAreNamed() throws Exception {
    TestIdentity identity = TestIdentity.of("a", "EC");
    Files.writeString(key, identity.keyPem());
    refused("the file of http.certificate, " + chain + ", is not there");
    Files.writeString(chain, "nothing");
    refused(chain + ", has no certificate");
    Files.writeString(chain, identity.certificatePem());
    Files.writeString(key, identity.certificatePem());
    refused(key + ", has no private key");
  }

  @Test
  void aChainInAnotherOrderIsRefused() throws Exception {
    TestIdentity authority = TestIdentity.of("authority", "EC");
    TestIdentity own = authority.issue("own");
    Files.writeString(key, own.keyPem());
    Files.writeString(chain, authority.certificatePem() + own.certificatePem());
    refused("certificate 2 in " + chain + " is not of the issuer of the one before it");
  }

  @Test
  void aCutCertificateIsRefused() throws Exception {
    TestIdentity.of("a", "EC").writeTo(key, chain);
    Files.writeString(chain, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
    refused("certificate 1 in " + chain + " cannot be read");
  }

  @Test
  void nothingOfADamagedKeyIsRepeated() throws Exception {
    TestIdentity.of("a", "EC").writeTo(key, chain);
    String secret =
        Base64.getEncoder()
            .encodeToString(
                "a secret that nobody reads".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    Files.writeString(
        key, "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n");
    UnusableTlsException refusal = refused("cannot be read as EC");
    assertFalse(refusal.getMessage().contains(secret));
    assertEquals(null, refusal.getCause());
  }

  @Test
  void theTextOfKeyMaterialNamesTheSubjectOnly() throws Exception {
    TestIdentity.of("a", "EC").writeTo(key, chain);
    assertEquals("key material of CN=a", KeyMaterial.load(key, chain).toString());
  }

  @Test
  void aKeyThatEveryoneCanReadIsWarnedOf() throws Exception {
    TestIdentity.of("a", "EC").writeTo(key, chain);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertEquals(List.of(), warnings());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    List<String> warnings = warnings();
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).contains(key.toString()), warnings.get(0));
  }

  private List<String> warnings() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(PrivateKeyFile.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      assertTrue(KeyMaterial.load(key, chain).toString().contains("CN"));
    } finally {
      logger.detachAppender(log);
    }
    return log.list.stream()
        .filter(event -> event.getLevel().toString().equals("WARN"))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private UnusableTlsException refused(String reason) {
    UnusableTlsException refusal =
        assertThrows(UnusableTlsException.class, () -> KeyMaterial.load(key, chain));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    return refusal;
  }
}
