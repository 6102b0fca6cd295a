package dev.keybay.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Answers 431 to a request over HTTP/2 whose head is too large. Jetty itself would close the
 * connection, and with it end every other request on it: so it is told twice the limit, and closes
 * connections only above that, where somebody is trying what they can do.
 *
 * @param bytes that line and headers would have in HTTP/1.1
 */
record HeadLimit(int bytes) implements HttpConfiguration.Customizer {
  /** A space, or a colon and a space, and the end of the line. */
  private static final int AROUND = 4;

  /** The same rules for HTTP/2. */
  static HttpConfiguration applied(HttpConfiguration http) {
    HttpConfiguration two = new HttpConfiguration(http);
    two.setRequestHeaderSize(2 * http.getRequestHeaderSize());
    two.addCustomizer(new HeadLimit(http.getRequestHeaderSize()));
    return two;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    long size = (long) request.getHttpURI().asString().length() + AROUND;
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      size += field.getName().length() + (value == null ? 0 : value.length()) + AROUND;
    }
    if (size > bytes) {
      throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
    }
    return request;
  }
}
