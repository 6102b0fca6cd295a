package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.itests.Broker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker that takes signed plugins only, and believes a signer once judged. */
final class SignedPluginsTest {
  private static Broker broker;
  private static PluginApi api;
  private static Signer known;
  private static Signer expired;

  @BeforeAll
  static void start() throws Exception {
    Path root = Files.createTempDirectory("keybay-it");
    known = Signer.create(root, "known");
    expired = Signer.create(root, "expired", "-startdate", "-10d", "-validity", "5");
    Path store =
        Files.writeString(
            root.resolve("signers.pem"),
            Files.readString(known.certificate()) + Files.readString(expired.certificate()));
    new ConfFile(root, "signing.json")
        .write(
            "{\"policy\":\"require\",\"trustStore\":\""
                + store
                + "\",\"autoTrust\":[\""
                + known.fingerprint()
                + "\"]}");
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")));
    api = new PluginApi(broker);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @AfterEach
  void cleanSlate() throws Exception {
    try (var files = Files.list(broker.deploy())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    CleanSlate.make(api);
  }

  @Test
  void theErrorsTellApartUnsignedUnknownChangedAndExpired() throws Exception {
    byte[] jar = Editions.jar("1.0.0");
    Signer stranger = Signer.create(broker.root(), "stranger");
    assertRefused(422, api.post("install", jar), "is not signed", "keybay plugin sign");
    assertRefused(422, api.post("install", stranger.sign(jar)), "CN=stranger", "not trusted");
    assertRefused(422, api.post("install", expired.sign(jar)), "is valid from");
    assertRefused(422, api.post("install", changed(known.sign(jar))), "was changed", "plugin.yaml");
    assertEquals("absent", api.state("1.0.0"));
    api.done("install", known.sign(jar));
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  @Test
  void theDropFolderAsksForASignatureToo() throws Exception {
    broker.drop(Editions.jar("1.0.0"), "unsigned.jar");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> api.list().toString().contains("unsigned.jar"));
    assertEquals("404", api.guestMeets("edition"));
    broker.drop(known.sign(Editions.jar("1.0.1")), "signed.jar");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> api.guestMeets("edition").equals("1.0.1"));
  }

  @Test
  void theNextBytesOfASignerWhoIsBelievedAreTrustedAsTheLast() throws Exception {
    api.done("install", known.sign(Editions.jar("1.0.0")));
    assertEquals("untrusted", trust("1.0.0"));
    api.doneJson("trust/edition@1.0.0", "{\"level\":\"reviewed\"}");
    api.done("update", known.sign(Editions.jar("1.0.1")));
    assertEquals("reviewed", trust("1.0.1"));
  }

  @Test
  void whatIsRegisteredAgainFromTheContentStoreIsLookedAtAnew() throws Exception {
    ConfFile settings = new ConfFile(broker.root(), "signing.json");
    String strict = Files.readString(broker.root().resolve("conf/signing.json"));
    settings.write("{\"policy\":\"off\"}");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> api.post("install", Editions.jar("1.0.0")).statusCode() == 200);
    api.done("disable/edition");
    api.done("unregister/edition@1.0.0");
    settings.write(strict);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> api.post("install", Editions.jar("1.0.1")).statusCode() == 422);
    assertRefused(422, api.post("register/edition@1.0.0"), "is not signed", "keybay plugin sign");
    assertEquals("absent", api.state("1.0.0"));
  }

  private static String trust(String version) throws Exception {
    return api.listed(version).get("trust").textValue();
  }

  /** With another descriptor than the one that was signed. */
  private static byte[] changed(byte[] jar) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(out);
        if (entry.getName().endsWith("plugin.yaml")) {
          out.write("# a line more\n".getBytes(US_ASCII));
        }
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
