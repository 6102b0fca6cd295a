package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.edition.EditionServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where jars come from, other than a body or a path. */
final class SourcesTest {
  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    use(Broker.start());
  }

  private void use(Broker started) {
    broker = started;
    api = new PluginApi(broker);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void aJarIsFetchedByHttpWithItsDigestOnly() throws Exception {
    HttpServer server = serve(Editions.jar("1.0.0"));
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/edition.jar";
      assertRefused(400, api.json("install", source(url, "")), "sha256");
      assertRefused(422, api.json("install", source(url, "0".repeat(64))), "digest");
      String digest = digest(Editions.jar("1.0.0"));
      JsonNode done = api.doneJson("install", source(url, digest));
      assertEquals(url, done.get("plugins").get(0).get("source").textValue());
      assertEquals("1.0.0", api.guestMeets("edition"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aJarIsFetchedByHttpsFromWhomTheBrokerTrusts(@TempDir Path folder) throws Exception {
    Signer web = Signer.create(folder, "web", "-ext", "san=ip:127.0.0.1");
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(web.tls()));
    offer(server, Editions.jar("1.0.0"));
    try {
      String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/edition.jar";
      assertRefused(422, api.json("install", source(url, "")), "certificate");
      broker.close();
      String trust = web.trusted();
      use(Broker.startIn(folder.resolve("broker"), Map.of("KEYBAY_JAVA_OPTS", trust)));
      api.doneJson("install", source(url, ""));
      assertEquals("1.0.0", api.guestMeets("edition"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whoDoesNotAnswerIsNamed() throws Exception {
    HttpServer server = serve(new byte[0]);
    String nowhere = "127.0.0.1:" + server.getAddress().getPort();
    server.stop(0);
    assertRefused(
        422, api.json("install", source("https://" + nowhere + "/edition.jar", "")), nowhere);
  }

  @Test
  void aDetachedDescriptorLeadsToItsJar() throws Exception {
    Path jar = Files.write(broker.root().resolve("edition-1.0.0.jar"), Editions.jar("1.0.0"));
    String yaml =
        "name: edition\nversion: 1.0.0\nartifact: { url: \"" + jar.toUri() + "\", sha256: ";
    Path wrong = Files.writeString(jar.resolveSibling("w.yaml"), yaml + "0".repeat(64) + " }\n");
    assertRefused(422, api.json("install", source(wrong.toString(), "")), "digest");
    String right = yaml + digest(Editions.jar("1.0.0")) + " }\n";
    Path file = Files.writeString(jar.resolveSibling("r.yaml"), right);
    api.doneJson("install", source(file.toUri().toString(), ""));
    assertEquals("1.0.0", api.guestMeets("edition"));
    api.done("disable/edition");
    broker.shell("plugin:install " + file);
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  @Test
  void aLaterFormatIsToldApartWhereverItsDescriptorIs() throws Exception {
    String yaml = "format: 3\nname: edition\ncompatibility: { host: '[2.0,3)' }\n";
    TestPlugin later = TestPlugin.open("edition", EditionServlet.class).describedBy(yaml);
    String expected = "this host is too old: format 3 needs Keybay ≥ 2.0; it knows formats 1 and 2";
    assertRefused(415, api.post("install", later.jar("1.0.0")), expected);
    assertRefused(415, api.post("install", yaml.getBytes(UTF_8)), expected);
    assertRefused(415, api.json("install", source(write(yaml).toString(), "")), expected);
  }

  @Test
  void aDescriptorOfAnotherPluginIsRefused() throws Exception {
    Path jar = Files.write(broker.root().resolve("edition-1.0.0.jar"), Editions.jar("1.0.0"));
    String yaml =
        "name: other\nartifact: { url: \""
            + jar.toUri()
            + "\", sha256: "
            + digest(Editions.jar("1.0.0"))
            + " }\n";
    assertRefused(422, api.json("install", "{\"source\":\"" + write(yaml) + "\"}"), "other");
    assertRefused(422, api.post("install", "summary: no jar".getBytes(UTF_8)), "artifact");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(broker.root().resolve("other.yaml"), yaml);
  }

  private static String source(String source, String sha256) {
    return "{\"source\":\""
        + source
        + "\""
        + (sha256.isEmpty() ? "" : ",\"sha256\":\"" + sha256 + "\"")
        + "}";
  }

  private static String digest(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static HttpServer serve(byte[] jar) throws IOException {
    HttpServer server = HttpServer.create(loopback(), 0);
    offer(server, jar);
    return server;
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void offer(HttpServer server, byte[] jar) {
    server.createContext(
        "/edition.jar",
        exchange -> {
          exchange.sendResponseHeaders(200, jar.length);
          exchange.getResponseBody().write(jar);
          exchange.close();
        });
    server.start();
  }
}
