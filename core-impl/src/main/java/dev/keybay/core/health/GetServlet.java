package dev.keybay.core.health;

import dev.keybay.core.error.UnreadBody;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page that can be read and no more: any other method is answered by a problem document. */
public abstract class GetServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      // The container leaves out the body of an answer to HEAD.
      case "GET", "HEAD" -> doGet(request, response);
      default -> {
        UnreadBody.settle(request, response);
        response.setHeader("Allow", "GET, HEAD");
        ProblemWriter.write(
            response,
            HttpServletResponse.SC_METHOD_NOT_ALLOWED,
            "Method " + request.getMethod() + " is not allowed here, GET is");
      }
    }
  }

  @Override
  protected abstract void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}
