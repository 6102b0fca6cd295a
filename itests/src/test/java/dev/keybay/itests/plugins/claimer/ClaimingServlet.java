package dev.keybay.itests.plugins.claimer;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/** Wants to be asked for what guests ask the protocol's own endpoint for. */
@Component(service = Servlet.class)
@KbsEndpoint("attest")
public final class ClaimingServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().println("claimed");
  }
}
