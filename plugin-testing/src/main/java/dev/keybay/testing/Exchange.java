package dev.keybay.testing;

import dev.keybay.api.plugin.Caller;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.session.Session;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request as the host hands it to a plugin's servlet, and the answer that it got.
 *
 * <pre>
 * Exchange exchange = Exchange.get("disk/key").sendTo(servlet);
 * assertEquals(200, exchange.status());
 * assertEquals("secret", exchange.text());
 * </pre>
 *
 * <p>Of the servlet's request and response it has what plugins use: method, headers, content type,
 * body, the {@link KbsRequest}; writer, output stream, headers, content type, status. Anything else
 * fails with {@link UnsupportedOperationException}, which names the method. What the servlet
 * throws, a {@link dev.keybay.api.error.KbsException} for example, comes out of {@link #sendTo}.
 */
public final class Exchange implements KbsRequest {
  private final String method;
  private final List<String> path;
  private final byte[] body;
  private final Map<String, String> query = new LinkedHashMap<>();
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Answer answer = new Answer();
  private Optional<String> requestType = Optional.empty();
  private Optional<Session> session = Optional.empty();
  private Optional<Session> sent = Optional.empty();
  private Caller caller = (Caller.Anonymous) () -> "anonymous";
  private String plugin = "plugin";

  /**
   * A request that is not sent yet.
   *
   * @param path what follows the route, without a slash at its beginning; it is taken as decoded
   */
  public Exchange(String method, String path, byte[] body) {
    this.method = method;
    this.path = path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    this.body = body.clone();
  }

  /** As {@link #Exchange(String, String, byte[])}, with a body in UTF-8. */
  public Exchange(String method, String path, String body) {
    this(method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A GET without a body. */
  public static Exchange get(String path) {
    return new Exchange("GET", path, "");
  }

  /** With the session whose cookie came along. */
  public Exchange with(Optional<Session> known) {
    session = known;
    return this;
  }

  /** With another caller than an anonymous one. */
  public Exchange from(Caller who) {
    caller = who;
    return this;
  }

  /** With a parameter of the query, decoded. */
  public Exchange asking(String parameter, String value) {
    query.put(parameter, value);
    return this;
  }

  /** With a header. */
  public Exchange withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** With the content type of the body. */
  public Exchange ofType(String contentType) {
    requestType = Optional.of(contentType);
    return this;
  }

  /** To a plugin of this name; {@code plugin} unless said. */
  public Exchange to(String pluginName) {
    plugin = pluginName;
    return this;
  }

  /**
   * Lets a servlet answer, on this thread. Once.
   *
   * @return this, with the answer
   */
  public Exchange sendTo(Servlet servlet) throws IOException, ServletException {
    servlet.service(ServletCalls.request(this), ServletCalls.response(answer));
    answer.writer().flush();
    return this;
  }

  /** The answer's status, 200 unless the servlet has set another. */
  public int status() {
    return answer.status();
  }

  /** The answer's content type; null if the servlet has set none. */
  public @Nullable String contentType() {
    return answer.contentType();
  }

  /** A header of the answer; null if the servlet has set none of this name. */
  public @Nullable String answerHeader(String name) {
    return answer.headers().get(name);
  }

  /** The answer's body. */
  public byte[] bytes() {
    return answer.bytes();
  }

  /** The answer's body, read as UTF-8. */
  public String text() {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }

  /** The session whose cookie the answer sets; null if it sets none. */
  public @Nullable Session sent() {
    return sent.orElse(null);
  }

  String method() {
    return method;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  @Nullable String requestType() {
    return requestType.orElse(null);
  }

  ByteArrayInputStream input() {
    return new ByteArrayInputStream(body);
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public String requestId() {
    return "request-1";
  }

  @Override
  public String plugin() {
    return plugin;
  }

  @Override
  public List<String> path() {
    return path;
  }

  @Override
  public Map<String, String> query() {
    return Map.copyOf(query);
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public Optional<Session> session() {
    return session;
  }

  @Override
  public void sendSession(Session used) {
    sent = Optional.of(used);
  }
}
