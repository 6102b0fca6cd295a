package dev.keybay.core.routing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.Caller;
import dev.keybay.core.access.AccessControl;
import dev.keybay.core.access.Entry;
import dev.keybay.core.accesslog.AccessLog;
import dev.keybay.core.audit.Actor;
import dev.keybay.core.audit.ActorScope;
import dev.keybay.core.audit.AuditLog;
import dev.keybay.core.error.ProblemWriter;
import dev.keybay.core.error.UnreadBody;
import dev.keybay.core.metrics.Metrics;
import dev.keybay.core.metrics.RequestOutcome;
import dev.keybay.core.seal.GuestKey;
import dev.keybay.core.seal.GuestSeal;
import dev.keybay.core.token.PerToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request's way through one version: bulkhead, access, deadline, the plugin, the seal, and out
 * again. Whoever goes in comes out exactly once, whatever the plugin does; so a drain never waits
 * for somebody who has left, nor stops a servlet with somebody inside.
 */
@Component(service = Passage.class)
public final class Passage {
  private static final Logger log = LoggerFactory.getLogger(Passage.class);

  private final AccessControl access;
  private final Deadlines deadlines;
  private final SlowBodies slowBodies;
  private final GuestSeal seal;
  private final PerToken<GuestKey> guestKeys;
  private final ProblemWriter problems;
  private final RouterSettings settings;
  private final Metrics metrics;
  private final RequestAudit audit;
  private final AccessLog accessLog;

  @Activate
  public Passage(
      @Reference AccessControl access,
      @Reference Deadlines deadlines,
      @Reference SlowBodies slowBodies,
      @Reference GuestSeal seal,
      @Reference ProblemWriter problems,
      @Reference RouterSettings settings,
      @Reference Metrics metrics,
      @Reference AuditLog audit,
      @Reference AccessLog accessLog) {
    this.access = access;
    this.deadlines = deadlines;
    this.slowBodies = slowBodies;
    this.seal = seal;
    this.guestKeys = new PerToken<>(token -> seal.parse(token.teeKey()));
    this.problems = problems;
    this.settings = settings;
    this.metrics = metrics;
    this.audit = new RequestAudit(audit);
    this.accessLog = accessLog;
  }

  void arrived() {
    metrics.requestStarted();
  }

  /**
   * A request that reached no version.
   *
   * @param asked the administrator who asked, if nobody else may ask so; else null
   */
  void turnedAway(
      Arrival arrival,
      @Nullable Caller asked,
      HttpServletRequest request,
      HttpServletResponse response) {
    metrics.requestFinished(RequestOutcome.of(request, response, arrival.startNanos()));
    accessLog.answered(
        request,
        response,
        arrival.id(),
        arrival.routeText(),
        AccessLog.Answerer.NONE,
        asked,
        arrival.startNanos());
    audit.answered(arrival, asked, request.getMethod(), response.getStatus());
  }

  /** A request that could not even be read: {@link #arrived} was not called for it. */
  void refused(
      String id, long startNanos, HttpServletRequest request, HttpServletResponse response) {
    arrived();
    metrics.requestFinished(RequestOutcome.of(request, response, startNanos));
    accessLog.answered(request, response, id, "", AccessLog.Answerer.NONE, null, startNanos);
  }

  /**
   * Takes the request through. The caller has entered the target; this leaves it.
   *
   * @param route the route's name, or the plugin's for another interface; not that of an alias
   * @param asked the administrator who asked, if nobody else may ask so; else null
   */
  void through(
      Target target,
      int inside,
      Arrival arrival,
      String route,
      @Nullable Caller asked,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Departure departure =
        new Departure(target, arrival, asked, request, response, metrics, accessLog, audit);
    try {
      if (inside > target.limits().concurrency()) {
        throw new KbsException(
            ErrorCode.UNAVAILABLE, "Plugin " + target.plugin().name() + " is at its limit");
      }
      Entry entry =
          access.enter(
              request,
              target.rules(),
              target.plugin().name(),
              route,
              arrival.path(),
              arrival.query(),
              departure::isOf);
      departure.isOf(entry.caller());
      ActorScope.callAs(
          new Actor(entry.caller().name(), arrival.id()),
          () -> {
            call(target, arrival, entry, request, response, departure);
            return null;
          });
    } catch (KbsException refused) {
      deadlines.briefly(() -> UnreadBody.settle(request, response));
      if (!problems.write(response, refused, arrival.endpoint(request))) {
        // Half an answer must not look like a whole one: the container cuts the connection.
        throw new IOException("the answer was cut short", refused);
      }
    } finally {
      departure.returned();
      if (request.getMethod().equals("POST")) {
        metrics.handshakeAnswered(route, response.getStatus());
      }
    }
  }

  private void call(
      Target target,
      Arrival arrival,
      Entry entry,
      HttpServletRequest request,
      HttpServletResponse response,
      Departure departure)
      throws IOException {
    RoutedRequest routed =
        new RoutedRequest(
            request,
            response,
            target,
            arrival,
            entry,
            new BoundedBody(
                request, target.limits().bodyBytes(settings.maxBodyBytes()), slowBodies.patience()),
            departure);
    if (entry.sealFor().isPresent()) {
      SealedResponse collected = new SealedResponse(response);
      run(target, arrival, routed, collected);
      sendSealed(collected, entry, response);
    } else {
      run(target, arrival, routed, new PluginResponse(response));
    }
  }

  /**
   * Runs the plugin's code. This is the one place that catches everything: a plugin may throw what
   * it likes, errors of the virtual machine included, and only its own request is harmed.
   */
  private void run(Target target, Arrival arrival, RoutedRequest request, PluginResponse response) {
    Deadlines.Running running =
        deadlines.start(target.plugin(), target.limits().deadline().toNanos());
    boolean late = false;
    @Nullable Throwable thrown = null;
    try {
      target.servlet().service(request, response);
    } catch (Throwable anything) {
      thrown = anything;
    } finally {
      late = running.end();
    }
    if (thrown != null) {
      throw answerTo(thrown, late, target, arrival);
    }
  }

  private static KbsException answerTo(
      Throwable thrown, boolean late, Target target, Arrival arrival) {
    if (thrown instanceof KbsException meant) {
      if (meant.code() == ErrorCode.INTERNAL) {
        logFailure(thrown, target, arrival);
      }
      return meant;
    }
    if (thrown.getCause() instanceof KbsException meant) {
      return meant;
    }
    if (late) {
      return new KbsException(
          ErrorCode.TIMEOUT,
          "Plugin " + target.plugin().name() + " did not answer in time",
          thrown);
    }
    if (!(thrown instanceof EOFException)) { // which says that the caller has left
      logFailure(thrown, target, arrival);
    }
    return new KbsException(
        ErrorCode.INTERNAL, "Internal error; the log has it under request " + arrival.id(), thrown);
  }

  private static void logFailure(Throwable thrown, Target target, Arrival arrival) {
    log.atError()
        .addKeyValue("plugin", target.plugin().name())
        .addKeyValue("version", target.plugin().version())
        .addKeyValue("request", arrival.id())
        .setCause(thrown)
        .log("a plugin failed while answering a request");
  }

  private void sendSealed(SealedResponse collected, Entry entry, HttpServletResponse response)
      throws IOException {
    int status = response.getStatus();
    if (status >= 300) {
      throw new KbsException(ErrorCode.INTERNAL, "The plugin answered with status " + status);
    }
    byte[] sealed = seal.seal(collected.plaintext(), guestKeys.of(entry.sealFor().orElseThrow()));
    response.setContentType("application/json");
    response.setContentLength(sealed.length);
    response.getOutputStream().write(sealed);
  }
}
