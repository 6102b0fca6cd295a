package dev.keybay.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The way to one broker: its address, TLS trust and limits. It holds no credential and no cookie,
 * so any number of guests and administrators may share one. Thread-safe. Redirects are not
 * followed: the protocol has none, and a bearer token must not travel to where a server points.
 */
public final class KbsConnection {

  /** The prefix of all paths. */
  public static final String PREFIX = "/kbs/v0/";

  /** The longest answer that is read: some jars and logs, no more. */
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private final URI base;
  private final HttpClient http;
  private final Duration timeout;
  private final boolean tokensInClear;

  private KbsConnection(Builder builder) {
    this.base = builder.base;
    this.http = builder.http.build();
    this.timeout = builder.timeout;
    this.tokensInClear = builder.tokensInClear;
  }

  /**
   * A connection with the default trust and a timeout of 60 s.
   *
   * @param url {@code http} or {@code https}, host, port, and a path if the broker is behind one
   */
  public static KbsConnection to(String url) {
    return builder(url).build();
  }

  /**
   * As {@link #to}, with settings to come.
   *
   * @throws IllegalArgumentException if it is not an HTTP URL
   */
  public static Builder builder(String url) {
    return new Builder(url);
  }

  /** The broker's address, without a slash at its end. */
  public URI base() {
    return base;
  }

  /**
   * Sends a request and waits for the whole answer.
   *
   * @throws KbsClientException with status 0 if there is no answer
   * @throws IllegalArgumentException if the path is not one
   */
  public KbsReply send(KbsCall call) {
    URI uri = uri(call.path());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .method(
                call.method(),
                call.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    request.setHeader("User-Agent", "keybay-client");
    call.headers().forEach(request::setHeader);
    var exchange = http.sendAsync(request.build(), info -> new BoundedBody(MAX_BODY_BYTES));
    HttpResponse<byte[]> response = await(exchange);
    return new KbsReply(response.statusCode(), response.headers(), response.body());
  }

  /** Where a call goes. */
  URI uri(String path) {
    return URI.create(base + PREFIX + path);
  }

  /**
   * Refuses to send a token where others could read it.
   *
   * @throws IllegalArgumentException for plain HTTP to another machine, unless it was allowed
   */
  KbsCall authorize(KbsCall call, BearerToken token) {
    if (!tokensInClear && base.getScheme().equals("http") && !isLoopback(base.getHost())) {
      throw new IllegalArgumentException(
          "a token would go unencrypted to "
              + base.getHost()
              + ": use https, or allow it explicitly (--insecure-http)");
    }
    return call.withHeader("Authorization", token.header());
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** The client's own timeout ends with the head of an answer; this one covers all of it. */
  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> exchange) {
    try {
      return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new KbsClientException(
          "no answer from " + base + " within " + timeout.toSeconds() + " s", 0, e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new KbsClientException("interrupted while waiting for " + base, 0, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String why =
          cause instanceof ConnectException ? "is it running there?" : describe(cause, exchange);
      throw new KbsClientException("no answer from " + base + ": " + why, 0, cause);
    }
  }

  private static String describe(Throwable cause, CompletableFuture<?> exchange) {
    if (cause instanceof IOException && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return exchange.isCancelled() ? "cancelled" : cause.getClass().getSimpleName();
  }

  /** The settings of a connection. */
  public static final class Builder {
    private final URI base;
    private final HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    private Duration timeout = Duration.ofSeconds(60);
    private boolean tokensInClear;

    private Builder(String url) {
      String trimmed = url.strip().replaceAll("/+$", "");
      URI uri = URI.create(trimmed);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean complete =
          uri.getHost() != null && uri.getQuery() == null && uri.getUserInfo() == null;
      if (!complete || !(scheme.equals("http") || scheme.equals("https"))) {
        throw new IllegalArgumentException(
            "not the URL of a broker, expected for example http://127.0.0.1:8080");
      }
      this.base = URI.create(scheme + trimmed.substring(scheme.length()));
    }

    /**
     * Trusts the certificates of a PEM file and no others.
     *
     * @throws IllegalArgumentException if it holds none
     */
    public Builder trusting(Path pem) {
      http.sslContext(TrustedRoots.from(pem));
      return this;
    }

    /** How long a whole exchange may last, more than zero. */
    public Builder timeout(Duration limit) {
      timeout = limit;
      http.connectTimeout(limit);
      return this;
    }

    /** Allows bearer tokens over plain HTTP to other machines. */
    public Builder allowTokensInClear() {
      tokensInClear = true;
      return this;
    }

    public KbsConnection build() {
      return new KbsConnection(this);
    }
  }
}
