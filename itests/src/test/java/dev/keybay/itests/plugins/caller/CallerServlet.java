package dev.keybay.itests.plugins.caller;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.plugin.PluginData;
import dev.keybay.api.plugin.PluginKey;
import dev.keybay.api.session.SessionStore;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code edition}: answers by itself. {@code edition/data}, {@code edition/sessions}: calls the
 * host. {@code edition/key}: its key. {@code edition/who}: who is calling.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("edition")
public final class CallerServlet extends HttpServlet {
  private final transient PluginData data;
  private final transient SessionStore sessions;
  private final transient PluginKey key;

  @Activate
  public CallerServlet(
      @Reference PluginData data, @Reference SessionStore sessions, @Reference PluginKey key) {
    this.data = data;
    this.sessions = sessions;
    this.key = key;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    KbsRequest kbs = KbsRequest.of(request);
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().print(answer(String.join("/", kbs.path()), kbs));
  }

  private String answer(String what, KbsRequest request) {
    try {
      return switch (what) {
        case "data" -> "keys " + data.list("", "", 10).size();
        case "sessions" -> "session " + sessions.find("none").isPresent();
        case "key" -> key.value();
        case "who" -> request.caller().name();
        default -> "here";
      };
    } catch (KbsException e) {
      return e.code() + " " + e.publicMessage();
    }
  }
}
