package dev.keybay.core.routing;

import dev.keybay.api.plugin.Caller;
import dev.keybay.core.accesslog.AccessLog;
import dev.keybay.core.metrics.Metrics;
import dev.keybay.core.metrics.RequestOutcome;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a version: once, when the plugin has returned or, if it went on asynchronously,
 * when the container says that the answer is complete.
 *
 * <p>It listens from the moment that the plugin starts asynchronous work, and not from when the
 * plugin returns: by then another thread may have completed it.
 */
final class Departure implements AsyncListener {
  private final Target target;
  private final Arrival arrival;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Metrics metrics;
  private final AccessLog accessLog;
  private final RequestAudit audit;
  private final AtomicBoolean left = new AtomicBoolean();
  private volatile boolean asynchronous;

  /** Null until somebody has found out who it is. */
  private volatile @Nullable Caller caller;

  Departure(
      Target target,
      Arrival arrival,
      @Nullable Caller asked,
      HttpServletRequest request,
      HttpServletResponse response,
      Metrics metrics,
      AccessLog accessLog,
      RequestAudit audit) {
    this.target = target;
    this.arrival = arrival;
    this.caller = asked;
    this.request = request;
    this.response = response;
    this.metrics = metrics;
    this.accessLog = accessLog;
    this.audit = audit;
  }

  /** Access has found out who it is, whether it lets them in or not. */
  void isOf(Caller known) {
    caller = known;
  }

  /** The plugin has started asynchronous work. */
  void goesOn() {
    asynchronous = true;
  }

  /** The plugin has returned. */
  void returned() {
    if (!asynchronous) {
      leave();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    leave();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // The container ends the request and calls onComplete.
  }

  @Override
  public void onError(AsyncEvent event) {
    // The container ends the request and calls onComplete.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Listeners are dropped at a new start; the plugin still is inside.
    event.getAsyncContext().addListener(this);
  }

  private void leave() {
    if (left.compareAndSet(false, true)) {
      target.leave(response.getStatus());
      metrics.requestFinished(
          new RequestOutcome(
              target.plugin().name(),
              target.plugin().version(),
              request.getMethod(),
              response.getStatus(),
              System.nanoTime() - arrival.startNanos(),
              Math.max(0, request.getContentLengthLong()),
              length(response)));
      accessLog.answered(
          request,
          response,
          arrival.id(),
          arrival.routeText(),
          target.answerer(),
          caller,
          arrival.startNanos());
      audit.answered(arrival, caller, request.getMethod(), response.getStatus());
    }
  }

  /** What was announced; an answer in chunks counts as none. */
  private static long length(HttpServletResponse response) {
    String announced = response.getHeader("Content-Length");
    return announced == null ? 0 : Long.parseLong(announced);
  }
}
