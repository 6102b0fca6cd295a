package dev.keybay.http;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A connector that lets the requests in flight finish before it stops. */
final class DoorConnector extends ServerConnector {
  DoorConnector(
      Server server,
      ConnectionFactory[] protocols,
      ServerSocketChannel channel,
      Place place,
      HttpRules rules)
      throws IOException {
    super(server, protocols);
    // For those who ask the connector where it is; the channel is bound already.
    setHost(place.urlHost());
    setPort(place.port());
    setIdleTimeout(rules.idle().toMillis());
    open(channel);
    addBean(new NetworkConnectionLimit(rules.connections(), this));
  }

  /** Felix HTTP stops connectors of others before the server, which alone would have waited. */
  @Override
  protected void doStop() throws Exception {
    try {
      Object unused = shutdown().get(getServer().getStopTimeout(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("requests were cut off at the stop of {}", this);
    }
    super.doStop();
  }
}
