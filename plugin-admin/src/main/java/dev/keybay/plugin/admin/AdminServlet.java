package dev.keybay.plugin.admin;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.session.AttestedGuest;
import dev.keybay.api.session.Guests;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code GET /kbs/v0/admin/guests}: who is attested now. {@code GET …/admin/status}: how it does.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("admin")
public final class AdminServlet extends HttpServlet {
  private final transient Guests guests;
  private final transient HostStatus status;

  @Activate
  public AdminServlet(@Reference Guests guests, @Reference HostStatus status) {
    this.guests = guests;
    this.status = status;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String page = String.join("/", KbsRequest.of(request).path());
    if (!page.equals("guests") && !page.equals("status")) {
      throw new KbsException(ErrorCode.NOT_FOUND, "expected GET admin/guests or GET admin/status");
    }
    if (!request.getMethod().equals("GET")) {
      throw new KbsException(ErrorCode.METHOD_NOT_ALLOWED, "admin/" + page + " takes GET");
    }
    JsonAnswer.write(response, page.equals("status") ? status.now() : attested());
  }

  private Map<String, @Nullable Object> attested() {
    return Map.of("guests", guests.attested().stream().map(AdminServlet::view).toList());
  }

  private static Map<String, Object> view(AttestedGuest guest) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", guest.id());
    view.put("tee", guest.tee());
    view.put("session", guest.session());
    view.put("firstSeen", guest.firstSeen().toString());
    view.put("lastSeen", guest.lastSeen().toString());
    view.put("expires", guest.expires().toString());
    view.put("requests", guest.requests());
    view.put("denied", guest.denied());
    return view;
  }
}
