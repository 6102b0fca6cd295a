package dev.keybay.core.routing;

import dev.keybay.api.plugin.Caller;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.session.Session;
import dev.keybay.core.access.Entry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request as the plugin sees it: its own servlet context, the path after its name, and no
 * credential. What the host knows beyond that is the {@link KbsRequest}, which this is too.
 */
final class RoutedRequest extends HttpServletRequestWrapper implements KbsRequest {
  /** Names in lower case. The plugin has {@link #caller()} instead. */
  private static final Set<String> HIDDEN =
      Set.of("authorization", "cookie", "proxy-authorization");

  private static final Cookie[] NO_COOKIES = {};

  private final HttpServletResponse response;
  private final Target target;
  private final Arrival arrival;
  private final Entry entry;
  private final BoundedBody body;
  private final Departure departure;

  RoutedRequest(
      HttpServletRequest request,
      HttpServletResponse response,
      Target target,
      Arrival arrival,
      Entry entry,
      BoundedBody body,
      Departure departure) {
    super(request);
    this.response = response;
    this.target = target;
    this.arrival = arrival;
    this.entry = entry;
    this.departure = departure;
    this.body = body;
  }

  // KbsRequest

  @Override
  public Caller caller() {
    return entry.caller();
  }

  @Override
  public String requestId() {
    return arrival.id();
  }

  @Override
  public String plugin() {
    return target.plugin().name();
  }

  @Override
  public List<String> path() {
    return arrival.path();
  }

  @Override
  public Map<String, String> query() {
    return arrival.query();
  }

  @Override
  public byte[] body() throws IOException {
    return body.readAllBytes();
  }

  @Override
  public Optional<Session> session() {
    return entry.session();
  }

  @Override
  public void sendSession(Session session) {
    SessionCookie.send(response, session);
  }

  // What the servlet API would let the plugin see of the outside.

  @Override
  public @Nullable Object getAttribute(String name) {
    return name.equals(KbsRequest.ATTRIBUTE) ? this : super.getAttribute(name);
  }

  @Override
  public ServletContext getServletContext() {
    return target.servlet().getServletConfig().getServletContext();
  }

  @Override
  public String getServletPath() {
    return "/" + arrival.routeText();
  }

  @Override
  public @Nullable String getPathInfo() {
    return arrival.path().isEmpty() ? null : "/" + String.join("/", arrival.path());
  }

  @Override
  public Cookie[] getCookies() {
    return NO_COOKIES;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return hidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> visible =
        Collections.list(super.getHeaderNames()).stream().filter(name -> !hidden(name)).toList();
    return Collections.enumeration(visible);
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    if (create) {
      throw new IllegalStateException(
          "HTTP sessions are not offered: use KbsRequest.session() and SessionStore");
    }
    return null;
  }

  @Override
  public HttpSession getSession() {
    throw new IllegalStateException(
        "HTTP sessions are not offered: use KbsRequest.session() and SessionStore");
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    return null;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return body.stream();
  }

  @Override
  public BufferedReader getReader() throws IOException {
    String encoding = getCharacterEncoding();
    Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
    return new BufferedReader(new InputStreamReader(body.stream(), charset));
  }

  @Override
  public AsyncContext startAsync() {
    return startAsync(this, response);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
    if (entry.sealFor().isPresent()) {
      throw new IllegalStateException("an answer that is to be sealed cannot be asynchronous");
    }
    AsyncContext context = super.startAsync(request, answer);
    context.addListener(departure);
    departure.goesOn();
    return context;
  }

  @Override
  public boolean isAsyncSupported() {
    return entry.sealFor().isEmpty() && super.isAsyncSupported();
  }

  private static boolean hidden(String name) {
    return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
  }
}
