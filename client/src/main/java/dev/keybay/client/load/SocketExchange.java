package dev.keybay.client.load;

import java.io.IOException;
import java.time.Duration;

/** The same request again and again over one {@link HttpSocket}. */
public final class SocketExchange implements Exchange {

  private final HttpSocket socket;
  private final byte[] request;

  /**
   * An exchange.
   *
   * @param request as {@link HttpSocket#request} makes it
   */
  public SocketExchange(String host, int port, Duration timeout, byte[] request)
      throws IOException {
    this.socket = new HttpSocket(host, port, timeout);
    this.request = request.clone();
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
