package dev.keybay.core.shell;

import dev.keybay.core.host.HostFolders;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the operator's shell in, by a socket that only the broker's own user can open. Each
 * connection is a {@link ShellConnection} on a thread of its own.
 */
@Component(
    immediate = true,
    service = {})
public final class ShellSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ShellSocket.class);
  private static final int MAX_CONNECTIONS = 16;

  private final CommandProcessor processor;
  private final SocketPlace place;
  private final ServerSocketChannel server;
  private final Thread acceptor;
  private final Set<ShellConnection> connections = ConcurrentHashMap.newKeySet();

  @Activate
  public ShellSocket(@Reference HostFolders folders, @Reference CommandProcessor processor)
      throws IOException {
    this.processor = processor;
    this.place = SocketPlace.in(folders.data().resolve("run"));
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(place.socket()));
      place.restrict();
    } catch (IOException e) {
      server.close();
      throw e;
    }
    this.acceptor = new Thread(this::accept, "keybay-shell");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  @Deactivate
  void stop() throws IOException, InterruptedException {
    server.close();
    acceptor.join(5_000);
    for (ShellConnection connection : Set.copyOf(connections)) {
      connection.close();
    }
    place.remove();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        if (connections.size() >= MAX_CONNECTIONS) {
          channel.close();
          LOG.warn("a shell was turned away: {} are open already", MAX_CONNECTIONS);
          continue;
        }
        ShellConnection connection = new ShellConnection(channel, processor, connections::remove);
        connections.add(connection);
        connection.start();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.atWarn().setCause(e).log("a shell could not connect");
      }
    }
  }
}
