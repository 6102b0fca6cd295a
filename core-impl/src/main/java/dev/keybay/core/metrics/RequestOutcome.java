package dev.keybay.core.metrics;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * How a request ended.
 *
 * @param plugin plain name of the plugin that answered; empty if none was reached
 * @param version its version; empty if none was reached
 * @param method the HTTP method
 * @param status the HTTP status, 100 to 599
 * @param nanos from the router's start to the end of the answer, in nanoseconds
 * @param requestBytes size of the request's body; below 0 counts as 0
 * @param responseBytes size of the answer's body; below 0 counts as 0
 */
public record RequestOutcome(
    String plugin,
    String version,
    String method,
    int status,
    long nanos,
    long requestBytes,
    long responseBytes) {

  /**
   * How a request ended that reached no plugin; its body counts as none, for nobody has read it.
   *
   * @param startNanos {@link System#nanoTime} of its arrival
   */
  public static RequestOutcome of(
      HttpServletRequest request, HttpServletResponse response, long startNanos) {
    return new RequestOutcome(
        "", "", request.getMethod(), response.getStatus(), System.nanoTime() - startNanos, 0, 0);
  }
}
