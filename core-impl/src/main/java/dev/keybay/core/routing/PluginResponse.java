package dev.keybay.core.routing;

import dev.keybay.core.error.Problem;
import dev.keybay.core.error.ProblemWriter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The answer as the plugin writes it. Cookies are the host's to send, and an error page is a
 * problem document and never the container's HTML.
 */
class PluginResponse extends HttpServletResponseWrapper {

  PluginResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void sendError(int status) throws IOException {
    sendError(status, null);
  }

  @Override
  public void sendError(int status, @Nullable String message) throws IOException {
    if (isCommitted()) {
      throw new IllegalStateException("the answer is already on its way");
    }
    String detail = message == null ? "The plugin answered with status " + status : message;
    byte[] body =
        new Problem(status, "about:blank", detail).json().getBytes(StandardCharsets.UTF_8);
    startOver();
    setStatus(status);
    setContentType("application/problem+json");
    setContentLength(body.length);
    getOutputStream().write(body);
    flushBuffer();
  }

  /** Drops what the plugin has written so far. */
  void startOver() {
    ProblemWriter.startOver(this);
  }

  @Override
  public void addCookie(Cookie cookie) {
    throw new IllegalStateException("cookies are the host's: use KbsRequest.sendSession");
  }

  @Override
  public void setHeader(String name, String value) {
    if (!isCookie(name)) {
      super.setHeader(name, value);
    }
  }

  @Override
  public void addHeader(String name, String value) {
    if (!isCookie(name)) {
      super.addHeader(name, value);
    }
  }

  private static boolean isCookie(String name) {
    return name.equalsIgnoreCase("set-cookie");
  }
}
