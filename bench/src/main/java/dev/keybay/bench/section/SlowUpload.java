package dev.keybay.bench.section;

import dev.keybay.bench.measure.Rounds;
import dev.keybay.client.BearerToken;
import dev.keybay.client.ResourcePath;
import dev.keybay.client.load.Exchange;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An administrator that writes a resource and takes a certain time to send it: half of the body, a
 * pause, the rest. So the plugin itself has a request in flight for that long. A connection for
 * each request.
 */
final class SlowUpload implements Exchange {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final URI broker;
  private final byte[] head;
  private final Duration pause;

  SlowUpload(String url, BearerToken token, ResourcePath resource, Duration pause) {
    this.broker = URI.create(url);
    this.pause = pause;
    this.head =
        ("POST /kbs/v0/resource/"
                + resource
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + token.value()
                + "\r\nContent-Type: application/octet-stream\r\nContent-Length: 8\r\n\r\nslow")
            .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int run() throws IOException {
    InetAddress host = InetAddress.getByName(broker.getHost());
    try (Socket socket = new Socket(host, broker.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      out.write(head);
      Rounds.pause(pause);
      out.write("body".getBytes(StandardCharsets.US_ASCII));
      BufferedReader lines =
          new BufferedReader(
              new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String status = lines.readLine();
      if (status == null || !status.startsWith("HTTP/1.1 ")) {
        throw new EOFException("the answer has no status: " + status);
      }
      while (lines.readLine() != null) {
        // To the end, so that the answer is a whole one.
      }
      return Integer.parseInt(status.substring(9, 12));
    }
  }

  @Override
  public void close() {
    // Each request closes its own connection.
  }
}
