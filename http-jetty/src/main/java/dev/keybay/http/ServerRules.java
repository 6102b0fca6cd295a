package dev.keybay.http;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHandler;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;

/** Makes Felix HTTP's server ours, before it serves anything. */
final class ServerRules {
  private ServerRules() {}

  /** May be called for each door. */
  static void apply(Server server) {
    if (server.getErrorHandler() instanceof ProblemErrors) {
      return;
    }
    ProblemErrors errors = new ProblemErrors();
    server.setErrorHandler(errors);
    for (ServletContextHandler context : server.getDescendants(ServletContextHandler.class)) {
      context.setErrorHandler(errors);
    }
    for (ServletHandler servlets : server.getContainedBeans(ServletHandler.class)) {
      // The router sees paths as they came, and judges them itself.
      servlets.setDecodeAmbiguousURIs(true);
    }
    for (Connector connector : server.getConnectors()) {
      if (!(connector instanceof DoorConnector)) {
        remove(server, connector);
      }
    }
  }

  /** Felix HTTP does not start without a connector of its own; nothing was served there yet. */
  private static void remove(Server server, Connector connector) {
    try {
      connector.stop();
    } catch (Exception e) {
      throw new IllegalStateException("cannot close a connector of Felix HTTP", e);
    }
    server.removeConnector(connector);
  }
}
