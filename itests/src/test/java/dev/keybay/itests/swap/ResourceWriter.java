package dev.keybay.itests.swap;

import dev.keybay.client.ResourcePath;
import dev.keybay.client.load.Exchange;
import dev.keybay.client.load.HttpSocket;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** An administrator that gives a resource of its own a new value again and again. */
final class ResourceWriter implements Exchange {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final HttpSocket socket;
  private final ResourcePath resource;
  private final Map<String, String> headers;
  private int count;
  private volatile String acknowledged = "";

  ResourceWriter(Broker broker, ResourcePath resource) throws IOException {
    this.socket = new HttpSocket("127.0.0.1", broker.port(), TIMEOUT);
    this.resource = resource;
    this.headers = Map.of("Authorization", "Bearer " + broker.adminToken());
  }

  @Override
  public int run() throws IOException {
    String value = "value " + ++count;
    int status =
        socket.status(
            HttpSocket.request(
                "POST",
                "/kbs/v0/resource/" + resource,
                headers,
                value.getBytes(StandardCharsets.UTF_8)));
    if (status == 200) {
      acknowledged = value;
    }
    return status;
  }

  ResourcePath resource() {
    return resource;
  }

  /** The last value that the broker has taken. */
  String acknowledged() {
    return acknowledged;
  }

  @Override
  public void close() {
    socket.close();
  }
}
