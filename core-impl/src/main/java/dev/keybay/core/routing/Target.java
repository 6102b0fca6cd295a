package dev.keybay.core.routing;

import dev.keybay.core.accesslog.AccessLog;
import dev.keybay.format.access.AccessRules;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * One servlet of one version of a plugin, ready to be called: what a route leads to. Identity
 * counts: a version that comes back is another target.
 */
public final class Target {
  private final PluginVersion plugin;
  private final StreamId stream;
  private final long order;
  private final String iface;
  private final Set<String> routes;
  private final AccessRules rules;
  private final Limits limits;
  private final Servlet servlet;
  private final AccessLog.Answerer answerer;
  private final InFlight inFlight = new InFlight();
  private final LongAdder requests = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /**
   * What one version may use.
   *
   * @param concurrency requests inside it at once
   * @param deadline after which a request's thread is interrupted
   * @param bodyBytes the longest body, if it bounds that itself
   * @param mayBeLonger whether that counts where it is longer than what the router's settings say,
   *     too
   */
  public record Limits(
      int concurrency, Duration deadline, OptionalLong bodyBytes, boolean mayBeLonger) {

    /**
     * The longest body.
     *
     * @param host what the router's settings say now: they change while the version runs
     */
    public long bodyBytes(long host) {
      long own = bodyBytes.orElse(host);
      return mayBeLonger ? own : Math.min(own, host);
    }
  }

  /**
   * @param stream of the version; of a plain bundle the version itself
   * @param order decides between equal versions: the higher, later one is promoted
   * @param iface the interface it serves, {@code launch} for guests
   * @param routes first path segments, for {@code launch}
   * @param servlet initialised; called by any number of threads
   */
  public Target(
      PluginVersion plugin,
      StreamId stream,
      long order,
      String iface,
      Set<String> routes,
      AccessRules rules,
      Limits limits,
      Servlet servlet) {
    this.plugin = plugin;
    this.stream = stream;
    this.order = order;
    this.iface = iface;
    this.routes = Set.copyOf(routes);
    this.rules = rules;
    this.limits = limits;
    this.servlet = servlet;
    this.answerer = new AccessLog.Answerer(plugin.name(), plugin.version());
  }

  public PluginVersion plugin() {
    return plugin;
  }

  StreamId stream() {
    return stream;
  }

  public String iface() {
    return iface;
  }

  public Set<String> routes() {
    return routes;
  }

  /** Requests inside it now. */
  public long inFlight() {
    return inFlight.count();
  }

  /** Requests that it has answered. */
  public long requests() {
    return requests.sum();
  }

  /** Requests of those that it answered with an internal error, or too late. */
  public long failures() {
    return failures.sum();
  }

  /**
   * Lets nobody in any more. Take it off the routes first, so that late-comers find another one.
   *
   * @return completes when the last request inside is answered
   */
  public CompletableFuture<Void> drain() {
    return inFlight.close();
  }

  long order() {
    return order;
  }

  AccessRules rules() {
    return rules;
  }

  Limits limits() {
    return limits;
  }

  /** How the access log names it. */
  AccessLog.Answerer answerer() {
    return answerer;
  }

  Servlet servlet() {
    return servlet;
  }

  /**
   * How many are inside with this one, or 0 if it is closed; each success needs one {@link #leave}.
   */
  int enter() {
    return inFlight.enter();
  }

  void leave(int status) {
    requests.increment();
    // 503 is the host's word for too many, and no fault of the plugin.
    if (status == 500 || status == 504) {
      failures.increment();
    }
    inFlight.leave();
  }
}
