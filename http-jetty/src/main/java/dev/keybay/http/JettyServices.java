package dev.keybay.http;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * What Jetty finds by the class loader of the calling thread ({@link java.util.ServiceLoader}),
 * which in OSGi is none that has it.
 */
final class JettyServices {
  private static final int ROOM = 128;

  private JettyServices() {}

  /**
   * True if Jetty can write headers of HTTP/2. It looks for how once, when its class of constant
   * headers is initialised: so this is to be called before the server starts.
   */
  static boolean canWriteHttp2() {
    return with(
        PreEncodedHttpField.class.getClassLoader(),
        () -> {
          try {
            PreEncodedHttpField field = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");
            field.putTo(ByteBuffer.allocate(ROOM), HttpVersion.HTTP_2);
            return true;
          } catch (ArrayIndexOutOfBoundsException e) {
            return false;
          }
        });
  }

  /**
   * The choice between HTTP/2 and HTTP/1.1, by the names of RFC 7301 §6, which are in lower case;
   * how the Java platform does it is in this bundle.
   */
  static ALPNServerConnectionFactory negotiation() {
    return with(
        JettyServices.class.getClassLoader(),
        () -> new ALPNServerConnectionFactory("h2", "http/1.1"));
  }

  private static <T> T with(ClassLoader loader, Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
