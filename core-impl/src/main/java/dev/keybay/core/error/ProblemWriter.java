package dev.keybay.core.error;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes problem documents. */
@Component(service = ProblemWriter.class)
public final class ProblemWriter {
  /** The header with the name of the request in the log. */
  public static final String REQUEST_ID = "X-Request-Id";

  private final Compatibility compatibility;

  @Activate
  public ProblemWriter(@Reference Compatibility compatibility) {
    this.compatibility = compatibility;
  }

  /**
   * Answers with the error, unless the answer is already on its way.
   *
   * @return false if it was too late
   */
  public boolean write(HttpServletResponse response, KbsException error) throws IOException {
    return write(response, error, Endpoint.UNKNOWN);
  }

  /**
   * Answers with the error, as it reads at this endpoint.
   *
   * @return false if it was too late
   */
  public boolean write(HttpServletResponse response, KbsException error, Endpoint at)
      throws IOException {
    if (response.isCommitted()) {
      return false;
    }
    Problem problem = ErrorTable.problem(error, at, compatibility.trustee());
    startOver(response);
    if (error.code() == ErrorCode.UNAVAILABLE || error.code() == ErrorCode.TOO_MANY_REQUESTS) {
      long seconds = error.getCause() instanceof RetryLater later ? later.seconds() : 1;
      response.setHeader("Retry-After", Long.toString(seconds));
    }
    byte[] body = problem.json().getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    response.setContentType("application/problem+json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    return true;
  }

  /**
   * Drops a half-written answer, all but the request's id. What failed may have taken the writer
   * before: only after a reset can the stream be taken instead.
   */
  public static void startOver(HttpServletResponse response) {
    String id = response.getHeader(REQUEST_ID);
    response.reset();
    if (id != null) {
      response.setHeader(REQUEST_ID, id);
    }
  }
}
