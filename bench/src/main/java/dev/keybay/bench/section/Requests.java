package dev.keybay.bench.section;

import dev.keybay.client.load.HttpSocket;
import dev.keybay.client.load.LoadGenerator;
import dev.keybay.client.load.SocketExchange;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Connections that send one request again and again. */
final class Requests {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final byte[] NO_BODY = new byte[0];

  private Requests() {}

  static LoadGenerator.Connector get(String url, String path) {
    return get(url, path, Map.of());
  }

  static LoadGenerator.Connector get(String url, String path, Map<String, String> headers) {
    return of(url, HttpSocket.request("GET", path, headers, NO_BODY));
  }

  static LoadGenerator.Connector post(String url, String path, byte[] body) {
    return of(
        url, HttpSocket.request("POST", path, Map.of("Content-Type", "application/json"), body));
  }

  private static LoadGenerator.Connector of(String url, byte[] request) {
    URI uri = URI.create(url);
    return index -> new SocketExchange(uri.getHost(), uri.getPort(), TIMEOUT, request);
  }
}
