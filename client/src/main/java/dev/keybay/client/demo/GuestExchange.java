package dev.keybay.client.demo;

import dev.keybay.client.KbsClient;
import dev.keybay.client.KbsConnection;
import dev.keybay.client.ResourcePath;
import dev.keybay.client.SampleAttester;
import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import dev.keybay.client.load.Exchange;
import dev.keybay.client.load.HttpSocket;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * An attested guest that reads one resource again and again over its own connection. It attests
 * between two reads, unmeasured, when its session is about to end. Replies are not decrypted.
 */
public final class GuestExchange implements Exchange {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final byte[] NO_BODY = new byte[0];

  private final KbsClient guest;
  private final HttpSocket socket;
  private final String target;
  private byte[] request = NO_BODY;
  private Instant attestAgain = Instant.MIN;

  /**
   * A guest; it attests at once.
   *
   * @param connection to a broker of this machine, without TLS
   */
  public GuestExchange(KbsConnection connection, ResourcePath resource) throws IOException {
    URI base = connection.base();
    this.guest =
        KbsClient.attesting(
            connection, TeeKey.generate(TeeKeyAlgorithm.P256), new SampleAttester());
    this.socket = new HttpSocket(base.getHost(), base.getPort(), TIMEOUT);
    this.target = base.getPath() + KbsConnection.PREFIX + "resource/" + resource;
    prepare();
  }

  @Override
  public void prepare() {
    if (Instant.now().isBefore(attestAgain)) {
      return;
    }
    guest.attest();
    attestAgain = guest.sessionExpires().orElse(Instant.MAX).minus(MARGIN);
    request =
        HttpSocket.request("GET", target, Map.of("Cookie", guest.cookie().orElse("")), NO_BODY);
  }

  @Override
  public int run() throws IOException {
    return socket.status(request);
  }

  @Override
  public String refusal() {
    return socket.refusal();
  }

  @Override
  public void close() {
    socket.close();
  }
}
