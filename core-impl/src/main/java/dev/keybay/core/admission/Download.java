package dev.keybay.core.admission;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * Reads what is at an {@code http:} or {@code https:} URL that an administrator gave: within {@link
 * #PATIENCE}, over at most {@link #MAX_REDIRECTS} redirects, none of them to another scheme. How
 * much is read is bounded by the {@code ArtifactStore}.
 */
final class Download {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  static final int MAX_REDIRECTS = 5;

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private Download() {}

  /** Made by the first that downloads: most brokers do not, and it brings threads and TLS. */
  private static final class Shared {
    static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  static InputStream open(URI uri) throws IOException {
    return open(Shared.CLIENT, uri, PATIENCE);
  }

  static InputStream open(HttpClient client, URI uri, Duration patience) throws IOException {
    URI at = uri;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<InputStream> answer = ask(client, at, patience);
      if (answer.statusCode() == 200) {
        return bounded(answer.body(), patience);
      }
      answer.body().close();
      if (answer.statusCode() < 300 || answer.statusCode() >= 400) {
        throw new IOException(at.getHost() + " answered " + answer.statusCode());
      }
      at = next(at, answer);
    }
    throw new IOException("more than " + MAX_REDIRECTS + " redirects");
  }

  private static URI next(URI at, HttpResponse<?> answer) throws IOException {
    String location =
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new IOException("a redirect to nowhere"));
    URI next;
    try {
      next = at.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("a redirect to what is no URL", e);
    }
    if (!at.getScheme().equals(next.getScheme()) || next.getHost() == null) {
      throw new IOException("a redirect from " + at.getScheme() + ": to " + next.getScheme() + ":");
    }
    return next;
  }

  private static HttpResponse<InputStream> ask(HttpClient client, URI uri, Duration patience)
      throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(uri).timeout(patience).build(),
          HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    } catch (SSLException e) {
      throw new IOException(
          "no TLS with "
              + uri.getAuthority()
              + ": "
              + e.getMessage()
              + "; if its certificate is not trusted: an authority of your own goes into the trust"
              + " store that the broker's KEYBAY_JAVA_OPTS name",
          e);
    } catch (HttpTimeoutException e) {
      throw new IOException(uri.getAuthority() + " does not answer in time", e);
    } catch (ConnectException e) {
      // Its own message may be null.
      throw new IOException("nobody answers at " + uri.getAuthority(), e);
    }
  }

  /** A body that ends with an error when the time is over, even if the sender stands still. */
  private static InputStream bounded(InputStream body, Duration patience) {
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              try {
                body.close();
              } catch (IOException ignored) {
                // The reader learns it.
              }
            },
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    return new FilterInputStream(body) {
      @Override
      public void close() throws IOException {
        end.cancel(false);
        super.close();
      }
    };
  }
}
