package dev.keybay.plugin.attest;

import dev.keybay.api.plugin.Caller;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.session.Session;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request as the router hands it to a servlet, and the answer that it got. */
final class Exchange implements KbsRequest {
  private final String method;
  private final List<String> path;
  private final byte[] requestBody;
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final PrintWriter writer = new PrintWriter(answer, true, StandardCharsets.UTF_8);
  private Optional<Session> session = Optional.empty();

  @Nullable Session sent;
  @Nullable String contentType;
  int status = 200;

  Exchange(String method, String path, byte[] body) {
    this.method = method;
    this.path = path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    this.requestBody = body;
  }

  Exchange(String method, String path, String body) {
    this(method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  static Exchange get(String path) {
    return new Exchange("GET", path, "");
  }

  Exchange with(Optional<Session> known) {
    session = known;
    return this;
  }

  Exchange sendTo(Servlet servlet) throws IOException, ServletException {
    servlet.service(
        proxy(HttpServletRequest.class, this::askRequest),
        proxy(HttpServletResponse.class, this::askResponse));
    writer.flush();
    return this;
  }

  byte[] bytes() {
    return answer.toByteArray();
  }

  String text() {
    return answer.toString(StandardCharsets.UTF_8);
  }

  private @Nullable Object askRequest(
      Object self, java.lang.reflect.Method called, Object @Nullable [] arguments) {
    return switch (called.getName()) {
      case "getMethod" -> method;
      case "getProtocol" -> "HTTP/1.1";
      case "getAttribute" -> arguments != null && ATTRIBUTE.equals(arguments[0]) ? this : null;
      default -> throw new UnsupportedOperationException(called.toString());
    };
  }

  private @Nullable Object askResponse(
      Object self, java.lang.reflect.Method called, Object @Nullable [] arguments) {
    switch (called.getName()) {
      case "getWriter" -> {
        return writer;
      }
      case "getOutputStream" -> {
        return new Output(answer);
      }
      case "setContentType" -> contentType = (String) arguments[0];
      case "setStatus" -> status = (int) arguments[0];
      case "setContentLength" -> {}
      default -> throw new UnsupportedOperationException(called.toString());
    }
    return null;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public Caller caller() {
    return (Caller.Anonymous) () -> "anonymous";
  }

  @Override
  public String requestId() {
    return "request-1";
  }

  @Override
  public String plugin() {
    return "admin";
  }

  @Override
  public List<String> path() {
    return path;
  }

  @Override
  public Map<String, String> query() {
    return Map.of();
  }

  @Override
  public byte[] body() {
    return requestBody;
  }

  @Override
  public Optional<Session> session() {
    return session;
  }

  @Override
  public void sendSession(Session used) {
    sent = used;
  }

  private static final class Output extends ServletOutputStream {
    private final ByteArrayOutputStream target;

    Output(ByteArrayOutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int octet) {
      target.write(octet);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
