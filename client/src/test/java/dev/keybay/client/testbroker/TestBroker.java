package dev.keybay.client.testbroker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A broker on a free port of this machine: handshake with the sample TEE, resources,
 * administration. It keeps a log of the requests and may be told to answer otherwise.
 */
public final class TestBroker implements AutoCloseable {

  static {
    // Else the JDK's server answers with the delay of an acknowledgement, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** A prepared answer. */
  public record Answer(int status, String body) {}

  static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "/kbs/v0/";
  private static final String ERRORS = "https://github.com/confidential-containers/kbs/errors/";

  /** The token that this broker takes for an administrator's. */
  public static final String ADMIN_TOKEN = "the-administrators-token";

  /** Requests in order: method, space, what follows the prefix, space, status. */
  public final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** The headers and the body of the last request, by method and path. */
  public final Map<String, Received> received = new ConcurrentHashMap<>();

  /** Answers to give instead of the real ones, by method and path. */
  public final Map<String, ConcurrentLinkedQueue<Answer>> prepared = new ConcurrentHashMap<>();

  public final Map<String, byte[]> resources = new ConcurrentHashMap<>();
  public final Map<String, String> policies = new ConcurrentHashMap<>();
  public final Map<String, JsonNode> referenceValues = new ConcurrentHashMap<>();

  /** What {@code plugin/list} answers; a JSON value. */
  public volatile Supplier<Object> plugins = List::of;

  /** Whether the policy denies every resource. */
  public volatile boolean denies;

  private final TestSessions sessions = new TestSessions();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What a request carried. */
  public record Received(Map<String, List<String>> headers, byte[] body) {}

  public TestBroker() {
    this(0);
  }

  public TestBroker(int port) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Prepares an answer for one request to come. */
  public void answer(String methodAndPath, int status, String body) {
    prepared
        .computeIfAbsent(methodAndPath, key -> new ConcurrentLinkedQueue<>())
        .add(new Answer(status, body));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().toString();
      path = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "outside";
      String key = exchange.getRequestMethod() + " " + path;
      received.put(key, new Received(Map.copyOf(exchange.getRequestHeaders()), body));
      Answer answer =
          Optional.ofNullable(prepared.get(key))
              .map(ConcurrentLinkedQueue::poll)
              .orElseGet(() -> answer(exchange, key, body));
      log.add(key + " " + answer.status());
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(HttpExchange exchange, String key, byte[] body) {
    try {
      if (key.equals("POST auth")) {
        return new Answer(200, sessions.auth(exchange, JSON.readTree(body)));
      }
      if (key.equals("POST attest")) {
        return sessions
            .attest(exchange, JSON.readTree(body))
            .map(token -> new Answer(200, "{\"token\":\"" + token + "\"}"))
            .orElseGet(
                () ->
                    error(
                        401,
                        "AttestationError",
                        "Attestation error: RCAR handshake Attest failed"));
      }
      if (key.startsWith("GET resource/")) {
        return resource(exchange, key.substring("GET resource/".length()));
      }
      return TestAdmin.answer(this, exchange, key, body);
    } catch (IOException | GeneralSecurityException e) {
      return error(401, "SerdeError", "Serialize/Deserialize failed");
    }
  }

  private Answer resource(HttpExchange exchange, String name) throws GeneralSecurityException {
    Optional<Map<String, String>> key = sessions.key(exchange);
    if (key.isEmpty()) {
      return error(401, "TokenNotFound", "Attestation Token not found");
    }
    if (denies) {
      return error(401, "PolicyDeny", "Access denied by policy");
    }
    byte[] value = resources.get(name);
    return value == null
        ? error(404, "ResourceNotFound", "there is no resource " + name)
        : new Answer(200, ServerJwe.encrypt(key.get(), value));
  }

  static Answer error(int status, String type, String detail) {
    return new Answer(status, "{\"type\":\"" + ERRORS + type + "\",\"detail\":\"" + detail + "\"}");
  }
}
