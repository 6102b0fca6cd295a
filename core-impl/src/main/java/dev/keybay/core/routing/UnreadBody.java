package dev.keybay.core.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The rest of a body that a refusal does not need. Left in the connection it would make the server
 * close it after the answer, and the caller's next request on it would fail for no reason.
 */
final class UnreadBody {
  /** Bytes that are read to keep a connection; over a longer body it is closed, and says so. */
  private static final int MAX_BYTES = 64 << 10;

  private UnreadBody() {}

  /** Reads it if it is short, else announces the end of the connection. Before the answer. */
  static void settle(HttpServletRequest request, HttpServletResponse response) {
    long length = request.getContentLengthLong();
    boolean chunked = request.getHeader("Transfer-Encoding") != null;
    if (response.isCommitted() || (length <= 0 && !chunked)) {
      return;
    }
    if (length > MAX_BYTES || !readRest(request)) {
      response.setHeader("Connection", "close");
    }
  }

  private static boolean readRest(HttpServletRequest request) {
    try {
      return request.getInputStream().readNBytes(MAX_BYTES + 1).length <= MAX_BYTES;
    } catch (IOException | IllegalStateException e) {
      return false; // the caller has left, or the plugin has taken a reader
    }
  }
}
