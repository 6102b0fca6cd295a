package dev.keybay.http;

import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/**
 * How HTTP is spoken, at every door alike.
 *
 * @param headBytes what a request's line and headers may have; tokens and evidence travel there
 * @param idle after which a connection without a byte is closed
 * @param connections at once at one door
 */
record HttpRules(int headBytes, Duration idle, int connections) {
  /** Taken for each answer; grows up to the request's where an answer needs it. */
  private static final int RESPONSE_HEAD = 8 << 10;

  private static final int INPUT_BUFFER = 8 << 10;
  private static final int OUTPUT_BUFFER = 24 << 10;

  static HttpRules of(HttpSettings settings) {
    return new HttpRules(
        settings.headKib() << 10,
        Duration.ofSeconds(settings.idleSeconds()),
        settings.maxConnections());
  }

  HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(headBytes);
    // The pool has no buffers above 64 KiB: a large one would be made anew for each answer.
    http.setResponseHeaderSize(RESPONSE_HEAD);
    http.setMaxResponseHeaderSize(headBytes);
    http.setOutputBufferSize(OUTPUT_BUFFER);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setSendDateHeader(true);
    // Guests send paths with // in them, which are ambiguous to stricter modes. The router judges
    // them.
    http.setUriCompliance(UriCompliance.LEGACY);
    return http;
  }

  static HttpConnectionFactory http1(HttpConfiguration http) {
    HttpConnectionFactory factory = new HttpConnectionFactory(http);
    factory.setInputBufferSize(INPUT_BUFFER);
    return factory;
  }
}
