package dev.keybay.itests.plugins.desk;

import dev.keybay.api.plugin.Caller;
import dev.keybay.api.plugin.KbsRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.framework.BundleContext;

/** Answers with the interface, the version, the method, the path that it sees, and who asks. */
abstract class Desk extends HttpServlet {
  private final String iface;
  private final String version;

  Desk(String iface, BundleContext context) {
    this.iface = iface;
    this.version = context.getBundle().getVersion().toString();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    KbsRequest call = KbsRequest.of(request);
    response.setContentType("text/plain;charset=utf-8");
    response
        .getWriter()
        .print(
            String.join(
                " ",
                iface,
                version,
                request.getMethod(),
                String.join("/", call.path()),
                call.caller() instanceof Caller.Admin ? "administrator" : "anybody"));
  }
}
