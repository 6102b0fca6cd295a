package dev.keybay.itests.lifecycle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An author with a key of their own, who signs as authors do: with the command line. */
record Signer(Path folder, Path keys, Path certificate) {
  private static final String PASSWORD = "changeit";

  /**
   * Makes a key.
   *
   * @param validity more options of keytool
   */
  static Signer create(Path root, String name, String... validity) throws Exception {
    Path folder = Files.createDirectories(root.resolve("signer-" + name));
    Signer signer =
        new Signer(folder, folder.resolve("keys.p12"), folder.resolve("certificate.pem"));
    List<String> generate =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1"));
    generate.addAll(List.of("-dname", "CN=" + name));
    generate.addAll(Arrays.asList(validity));
    signer.keytool(generate);
    signer.keytool(
        List.of("-exportcert", "-rfc", "-alias", name, "-file", signer.certificate.toString()));
    return signer;
  }

  private void keytool(List<String> arguments) throws Exception {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("-keystore", keys.toString(), "-storetype", "PKCS12"));
    all.addAll(List.of("-storepass", PASSWORD));
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Commands.Result result = Commands.run(Map.of(), keytool, all.toArray(String[]::new));
    assertEquals(0, result.exit(), result.out() + result.err());
  }

  /** The jar, signed. */
  byte[] sign(byte[] jar) throws Exception {
    Path file = Files.write(folder.resolve("plugin.jar"), jar);
    Path password = Files.write(folder.resolve("password"), PASSWORD.getBytes(US_ASCII));
    Commands.Result result =
        Commands.run(
            Map.of(),
            Broker.HOME.resolve("bin/keybay"),
            "plugin",
            "sign",
            file.toString(),
            "--key",
            keys.toString(),
            "--password-file",
            password.toString());
    assertEquals(0, result.exit(), result.err());
    return Files.readAllBytes(file);
  }

  /** Speaks TLS by the same key. */
  SSLContext tls() throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(KeyStore.getInstance(keys.toFile(), password()), password());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Options by which a Java trusts the certificate and no other; the store is written now. */
  String trusted() throws Exception {
    Path file = folder.resolve("trust.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("web", x509());
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password());
    }
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(file, PASSWORD);
  }

  private X509Certificate x509() throws Exception {
    try (InputStream in = Files.newInputStream(certificate)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static char[] password() {
    return PASSWORD.toCharArray();
  }

  /** Of the certificate, as the settings name it. */
  String fingerprint() throws Exception {
    byte[] der = x509().getEncoded();
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
  }
}
