package dev.keybay.core.jose;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Fetches documents with keys in them, from {@code file:} and {@code https:} URIs of the operator's
 * configuration. At most {@link #MAX_BYTES}, within {@link #TIMEOUT}, redirects not followed.
 * Thread-safe.
 */
public class KeyDocuments {
  public static final int MAX_BYTES = 1 << 20;
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Supplier<HttpClient> http;

  public KeyDocuments() {
    this(() -> Shared.CLIENT);
  }

  /** With a client of its own trust, for tests. */
  public KeyDocuments(HttpClient http) {
    this(() -> http);
  }

  private KeyDocuments(Supplier<HttpClient> http) {
    this.http = http;
  }

  /** Made by the first that fetches: most brokers fetch nothing, and it brings threads and TLS. */
  private static final class Shared {
    static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  }

  /**
   * Requires a URI that this can fetch.
   *
   * @throws IllegalArgumentException that says what was expected
   */
  public static URI requireUri(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected a file: or https: URI, got " + text, e);
    }
    boolean file = "file".equals(uri.getScheme()) && uri.getPath() != null;
    boolean https = "https".equals(uri.getScheme()) && uri.getHost() != null;
    if (!file && !https) {
      throw new IllegalArgumentException("expected a file: or https: URI, got " + text);
    }
    return uri;
  }

  /** The document; fails with {@link IOException} or a timeout. */
  public CompletableFuture<byte[]> fetch(URI uri) {
    if ("file".equals(uri.getScheme())) {
      return readFile(uri);
    }
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.get().sendAsync(request, head -> new BoundedBody(MAX_BYTES));
    return exchange
        .copy()
        .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        // The request's own timeout ends with the response's head: a slow body is ended here.
        .whenComplete((response, failure) -> exchange.cancel(true))
        .thenCompose(KeyDocuments::body);
  }

  private static CompletableFuture<byte[]> body(HttpResponse<byte[]> response) {
    return response.statusCode() == 200
        ? CompletableFuture.completedFuture(response.body())
        : CompletableFuture.failedFuture(
            new IOException("expected status 200, got " + response.statusCode()));
  }

  private static CompletableFuture<byte[]> readFile(URI uri) {
    try (InputStream in = Files.newInputStream(Path.of(uri.getPath()))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("expected at most " + MAX_BYTES + " bytes");
      }
      return CompletableFuture.completedFuture(bytes);
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
