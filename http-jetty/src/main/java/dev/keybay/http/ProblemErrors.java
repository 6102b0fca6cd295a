package dev.keybay.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What Jetty answers without asking a servlet, as problem documents: {@code {"type","detail"}}, as
 * everything else of the broker. It says nothing of the server, and repeats nothing of the request.
 */
final class ProblemErrors extends ErrorHandler {
  static final String CONTENT_TYPE = "application/problem+json";

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (status < 400) {
      status = statusOf(request.getAttribute(ERROR_EXCEPTION));
      response.setStatus(status);
    }
    ByteBuffer body = body(status, response.getHeaders());
    response.write(true, body, callback);
    return true;
  }

  private static int statusOf(@Nullable Object cause) {
    return cause instanceof HttpException known ? known.getCode() : 500;
  }

  private static ByteBuffer body(int status, HttpFields.Mutable headers) {
    byte[] body = json(status).getBytes(StandardCharsets.US_ASCII);
    headers.put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    return ByteBuffer.wrap(body);
  }

  private static String json(int status) {
    return "{\"type\":\"" + type(status) + "\",\"detail\":\"" + detail(status) + "\"}";
  }

  /** The broker's own names, as its error table has them; elsewhere no more than the status. */
  private static String type(int status) {
    String name =
        switch (status) {
          case 400 -> "bad-request";
          case 404 -> "not-found";
          case 405 -> "method-not-allowed";
          case 408 -> "request-timeout";
          case 413 -> "payload-too-large";
          case 414 -> "uri-too-long";
          case 431 -> "head-too-large";
          case 500 -> "internal";
          case 503 -> "unavailable";
          case 505 -> "version-not-supported";
          default -> "";
        };
    return name.isEmpty() ? "about:blank" : "tag:keybay.dev,2026:errors/" + name;
  }

  private static String detail(int status) {
    return switch (status) {
      case 400 -> "The request is malformed";
      case 404 -> "Nothing is here";
      case 405 -> "The method is not allowed here";
      case 408 -> "The request did not come in time";
      case 413 -> "The body is too large";
      case 414 -> "The address is too long";
      case 431 -> "The request's headers are too large";
      case 503 -> "The broker cannot answer now";
      case 505 -> "The version of HTTP is not supported";
      default -> status < 500 ? "The request cannot be answered" : "The request failed";
    };
  }
}
