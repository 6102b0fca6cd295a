package dev.keybay.core.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rest of a body that a refusal does not need. Left in the connection it would make the server
 * close it after the answer, and the caller's next request on it would fail for no reason.
 */
public final class UnreadBody {
  /**
   * Bytes that are read before the answer. Whoever sends more is cut off, and as a rule does not
   * hear why: what has come and was not read resets the connection. So it is well above what a body
   * may be.
   */
  private static final int MAX_BYTES = 8 << 20;

  private static final int BUFFER_BYTES = 8 << 10;

  private UnreadBody() {}

  /**
   * Reads it if it is short, else announces the end of the connection. Before the answer. It waits
   * for the caller, until the thread is interrupted.
   */
  public static void settle(HttpServletRequest request, HttpServletResponse response) {
    long length = request.getContentLengthLong();
    boolean chunked = request.getHeader("Transfer-Encoding") != null;
    if (response.isCommitted() || (length <= 0 && !chunked)) {
      return;
    }
    boolean unsent = request.getHeader("Expect") != null; // a read would ask for it
    if (unsent || length > MAX_BYTES || !readRest(request)) {
      response.setHeader("Connection", "close");
    }
  }

  private static boolean readRest(HttpServletRequest request) {
    try {
      InputStream body = request.getInputStream();
      byte[] unwanted = new byte[BUFFER_BYTES];
      long total = 0;
      int read = 0;
      while (read >= 0 && total <= MAX_BYTES) {
        read = body.read(unwanted);
        total += Math.max(0, read);
      }
      return read < 0;
    } catch (IOException | IllegalStateException e) {
      return false; // the caller has left, or the plugin has taken a reader
    }
  }
}
