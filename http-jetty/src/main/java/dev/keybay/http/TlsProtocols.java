package dev.keybay.http;

import dev.keybay.http.tls.ServerTls;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;

/**
 * HTTP over TLS.
 *
 * @param http2 whether HTTP/2 is offered beside HTTP/1.1
 */
record TlsProtocols(ServerTls tls, boolean http2) implements Protocols {
  private static final int STREAMS = 128;

  @Override
  public ConnectionFactory[] factories(HttpRules rules) {
    HttpConfiguration http = rules.configuration();
    // Whether the name is right is for the client to say: brokers are called by address, too.
    http.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory http1 = HttpRules.http1(http);
    List<ConnectionFactory> factories = new ArrayList<>();
    if (http2) {
      HTTP2ServerConnectionFactory two = new HTTP2ServerConnectionFactory(HeadLimit.applied(http));
      two.setMaxConcurrentStreams(STREAMS);
      ALPNServerConnectionFactory alpn = JettyServices.negotiation();
      alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
      factories.add(new SslConnectionFactory(tls.context(), alpn.getProtocol()));
      factories.add(alpn);
      factories.add(two);
    } else {
      factories.add(new SslConnectionFactory(tls.context(), HttpVersion.HTTP_1_1.asString()));
    }
    factories.add(http1);
    return factories.toArray(ConnectionFactory[]::new);
  }
}
