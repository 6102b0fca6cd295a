package dev.keybay.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address and a port to listen on.
 *
 * @param port 0 to 65535; 0 is any free one
 */
record Place(InetAddress address, int port) {
  private static final Logger LOG = LoggerFactory.getLogger(Place.class);

  /** Connections that the system keeps for us until we accept them. */
  private static final int BACKLOG = 1024;

  static Place of(String address, int port) throws CannotListenException {
    try {
      return new Place(InetAddress.getByName(address), port);
    } catch (UnknownHostException e) {
      throw new CannotListenException(
          "http.address is \""
              + address
              + "\", which is no address of this machine. Give one, for example 127.0.0.1 or"
              + " 0.0.0.0.",
          e);
    }
  }

  /** True if other machines may reach it. */
  boolean isPublic() {
    return !address.isLoopbackAddress();
  }

  /** Listens. Who connects from now on waits until somebody accepts. */
  ServerSocketChannel bind() throws CannotListenException {
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open();
      // So that connections of an earlier broker in TIME_WAIT do not count.
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(new InetSocketAddress(address, port), BACKLOG);
    } catch (IOException e) {
      close(channel);
      throw new CannotListenException(
          "cannot listen on port "
              + port
              + " of "
              + address.getHostAddress()
              + " ("
              + e.getMessage()
              + "). Stop what uses it, or choose another: --port 0 takes a free one.",
          e);
    }
  }

  /** The host as it stands in a URL. Who listens everywhere is found on this machine, too. */
  String urlHost() {
    if (address.isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text.replaceAll("%.*", "") + "]" : text;
  }

  static void close(@Nullable ServerSocketChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.warn("a port was not given back: {}", e.toString());
    }
  }
}
