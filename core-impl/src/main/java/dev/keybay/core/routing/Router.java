package dev.keybay.core.routing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.Caller;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.core.access.AccessControl;
import dev.keybay.core.accesslog.RequestIds;
import dev.keybay.core.error.ProblemWriter;
import dev.keybay.core.error.UnreadBody;
import dev.keybay.format.naming.Selector;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.MDC;

/**
 * The only servlet below {@code /kbs/v0}: finds the version that a request goes to, and makes it
 * wait where there is none for the moment. What happens then is the {@link Passage}'s.
 */
@Component(
    service = {Servlet.class, Router.class},
    property = "keybay.core=router")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + KbsContext.NAME + ")")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
public final class Router extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

  private final transient Arrivals arrivals = new Arrivals();
  private final transient Routes routes;
  private final transient ParkingLot parking;
  private final transient AccessControl access;
  private final transient Passage passage;
  private final transient Deadlines deadlines;
  private final transient ProblemWriter problems;
  private final transient RequestIds ids;

  @Activate
  public Router(
      @Reference Routes routes,
      @Reference ParkingLot parking,
      @Reference AccessControl access,
      @Reference Passage passage,
      @Reference Deadlines deadlines,
      @Reference ProblemWriter problems,
      @Reference RequestIds ids) {
    this.routes = routes;
    this.parking = parking;
    this.access = access;
    this.passage = passage;
    this.deadlines = deadlines;
    this.problems = problems;
    this.ids = ids;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Arrival arrival = Arrival.of(request);
    String id = arrival == null ? ids.next() : arrival.id();
    MDC.put(RequestIds.LOG_KEY, id);
    try {
      if (arrival == null) {
        arrival = arrive(id, request, response);
      }
      if (arrival != null) {
        dispatch(arrival, request, response);
      }
    } finally {
      MDC.remove(RequestIds.LOG_KEY);
    }
  }

  private @Nullable Arrival arrive(
      String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
    long start = System.nanoTime();
    response.setHeader(ProblemWriter.REQUEST_ID, id);
    try {
      if (METHODS.contains(request.getMethod())) {
        Arrival arrival = arrivals.read(request, id, start);
        arrival.attach(request);
        passage.arrived();
        return arrival;
      }
      deadlines.briefly(() -> UnreadBody.settle(request, response));
      response.setHeader("Allow", "GET, POST, PUT, DELETE");
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } catch (KbsException refused) {
      deadlines.briefly(() -> UnreadBody.settle(request, response));
      problems.write(response, refused);
    }
    passage.refused(id, start, request, response);
    return null;
  }

  private void dispatch(Arrival arrival, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller known = null;
    try {
      RouteTable now = routes.table();
      if (!now.guestsMay(now.resolve(arrival.selector()), arrival.iface())) {
        known = access.admin(request);
      }
      while (true) {
        // In this order: a target that comes after the look is noticed by the parking lot.
        long releases = parking.releases();
        RouteTable table = routes.table();
        Selector meant = table.resolve(arrival.selector());
        Optional<Target> target = find(table, meant, arrival, request);
        if (target.isEmpty()) {
          Optional<Duration> gap = routes.gap(meant);
          if (gap.isPresent()) {
            hold(arrival, known, request, response, releases, gap.get());
            return;
          }
          if (routes.table() == table) {
            throw Arrivals.notFound(arrival.routeText());
          }
          continue; // somebody has come and closed the gap since the look
        }
        int inside = target.get().enter();
        if (inside > 0) {
          passage.through(target.get(), inside, arrival, meant.name(), known, request, response);
          return;
        }
        // It closed between the look and the step: it is off the table by now. Look again.
        Thread.onSpinWait();
      }
    } catch (KbsException refused) {
      deadlines.briefly(() -> UnreadBody.settle(request, response));
      try {
        problems.write(response, refused, arrival.endpoint(request));
      } finally {
        passage.turnedAway(arrival, known, request, response);
      }
    }
  }

  private static Optional<Target> find(
      RouteTable table, Selector meant, Arrival arrival, HttpServletRequest request) {
    return arrival.iface().equals(KbsEndpoint.LAUNCH)
        ? table.route(meant, () -> Bucket.of(request))
        : table.iface(meant, arrival.iface(), () -> Bucket.of(request));
  }

  /** Waits for a target that is likely to come back, or says that it has stopped. */
  private void hold(
      Arrival arrival,
      @Nullable Caller known,
      HttpServletRequest request,
      HttpServletResponse response,
      long releases,
      Duration patience) {
    String route = arrival.selector().name();
    if (patience.isZero()) {
      throw unavailable("Plugin " + route + " has stopped; its operator knows more");
    }
    AsyncContext waiting = request.startAsync(request, response);
    waiting.setTimeout(0); // the parking lot wakes it up
    if (!parking.park(waiting::dispatch, patience, releases)) {
      // The answer is written here; the container must not wait for a dispatch.
      try {
        problems.write(
            response,
            unavailable("Too many requests wait for plugin " + route),
            arrival.endpoint(request));
      } catch (IOException gone) {
        // The caller has left: nobody to tell.
        log("a caller left while the lot was full", gone);
      }
      passage.turnedAway(arrival, known, request, response);
      waiting.complete();
    }
  }

  private static KbsException unavailable(String message) {
    return new KbsException(ErrorCode.UNAVAILABLE, message);
  }
}
