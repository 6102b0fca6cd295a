package dev.keybay.http;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * One place where HTTP listens. Felix HTTP asks for the connector when it starts, and again when an
 * operator stops and starts its bundle.
 */
final class Door implements ConnectorFactory, AutoCloseable {
  private final Place place;
  private final HttpRules rules;
  private final Protocols protocols;

  /** Bound and not yet handed to Jetty. Guarded by this. */
  private @Nullable ServerSocketChannel bound;

  private Door(Place place, HttpRules rules, Protocols protocols, ServerSocketChannel bound) {
    this.place = place;
    this.rules = rules;
    this.protocols = protocols;
    this.bound = bound;
  }

  /** Takes the port at once, so that a start which cannot have it fails and says so. */
  static Door open(Place place, HttpRules rules, Protocols protocols) throws CannotListenException {
    ServerSocketChannel channel = place.bind();
    Place taken = new Place(place.address(), channel.socket().getLocalPort());
    return new Door(taken, rules, protocols, channel);
  }

  Place place() {
    return place;
  }

  @Override
  public synchronized Connector createConnector(Server server) {
    ServerRules.apply(server);
    try {
      ServerSocketChannel channel = bound != null ? bound : place.bind();
      bound = null;
      return new DoorConnector(server, protocols.factories(rules), channel, place, rules);
    } catch (IOException | CannotListenException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Gives the port back, if Jetty has not taken it over. */
  @Override
  public synchronized void close() {
    if (bound != null) {
      Place.close(bound);
      bound = null;
    }
  }
}
