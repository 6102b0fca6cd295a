package dev.keybay.itests.http;

import dev.keybay.itests.Broker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A broker with TLS, whose certificate is {@code CN=first}. */
record SecureBroker(Broker broker, HttpClient client) implements AutoCloseable {

  /** Starts one with these members of {@code http.json} beside those of key and certificate. */
  static SecureBroker start(String more) throws Exception {
    Path root = Files.createTempDirectory("keybay-it");
    Path conf = Files.createDirectories(root.resolve("conf"));
    Identity.of("first").writeTo(conf);
    write(conf, more);
    return new SecureBroker(
        Broker.startIn(root, Path.of(System.getProperty("java.home"))),
        HttpClient.newBuilder().sslContext(Connection.context()).build());
  }

  Path conf() {
    return broker.root().resolve("conf");
  }

  /** Replaces the settings while it runs. */
  void settings(String more) throws IOException {
    write(conf(), more);
  }

  HttpResponse<String> get(HttpClient.Version version, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(broker.url() + path)).version(version);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void write(Path conf, String more) throws IOException {
    String text =
        "{\"privateKey\": \"tls.key\", \"certificate\": \"tls.pem\", \"watchSeconds\": 1"
            + (more.isEmpty() ? "" : ", " + more)
            + "}";
    Path part = Files.writeString(conf.resolve("../http.part"), text);
    Files.move(part, conf.resolve("http.json"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    broker.close();
  }
}
