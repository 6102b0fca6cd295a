package dev.keybay.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether a port on 127.0.0.1 can be had. */
final class LoopbackPort {
  static final String HOST = "127.0.0.1";

  private LoopbackPort() {}

  /** Binds it for a moment: before anything is made, so that a refusal leaves nothing behind. */
  static void check(int port) throws StartupException {
    try (ServerSocket probe = new ServerSocket()) {
      // As Jetty does, so that connections of an earlier broker in TIME_WAIT do not count.
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
    } catch (IOException e) {
      throw new StartupException(
          "cannot listen on port "
              + port
              + " of "
              + HOST
              + " ("
              + e.getMessage()
              + "). Stop what uses it, or choose another: --port 0 takes a free one.",
          e);
    }
  }
}
