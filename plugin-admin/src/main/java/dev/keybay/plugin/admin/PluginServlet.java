package dev.keybay.plugin.admin;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginManager;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /kbs/v0/plugin}: {@code GET list}, {@code POST enable/<selector>} and {@code POST
 * disable/<selector>}; each answers the plugins concerned. {@code /kbs/v0/plugin/<name>/<iface>} is
 * the host's and never comes here.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("plugin")
public final class PluginServlet extends HttpServlet {
  private final transient PluginManager plugins;

  @Activate
  public PluginServlet(@Reference PluginManager plugins) {
    this.plugins = plugins;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonAnswer.write(response, PluginView.of(answer(KbsRequest.of(request), request.getMethod())));
  }

  private List<PluginInfo> answer(KbsRequest request, String method) {
    List<String> path = request.path();
    String operation = path.isEmpty() ? "" : path.get(0);
    return switch (operation) {
      case "list" -> {
        expect(method, "GET", path, 1);
        yield plugins.list();
      }
      case "enable" -> {
        expect(method, "POST", path, 2);
        yield plugins.enable(path.get(1));
      }
      case "disable" -> {
        expect(method, "POST", path, 2);
        refuseItself(path.get(1), request.plugin());
        yield plugins.disable(path.get(1));
      }
      default ->
          throw new KbsException(
              ErrorCode.NOT_FOUND,
              "expected GET plugin/list, POST plugin/enable/<selector> or POST"
                  + " plugin/disable/<selector>");
    };
  }

  private static void expect(String method, String expected, List<String> path, int segments) {
    if (!method.equals(expected)) {
      throw new KbsException(
          ErrorCode.METHOD_NOT_ALLOWED, "plugin/" + path.get(0) + " takes " + expected);
    }
    if (path.size() != segments) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST,
          segments == 1
              ? "plugin/" + path.get(0) + " takes no more path segments"
              : "expected plugin/" + path.get(0) + "/<selector>, for example hello or hello@1.0");
    }
  }

  /** It would wait for the end of the very request that asks for it. */
  private static void refuseItself(String selector, String self) {
    if (selector.equals(self) || selector.startsWith(self + "@")) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "the plugin " + self + " cannot switch itself off; use the shell or the deploy folder");
    }
  }
}
