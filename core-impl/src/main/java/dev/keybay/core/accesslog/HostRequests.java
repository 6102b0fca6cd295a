package dev.keybay.core.accesslog;

import dev.keybay.core.error.ProblemWriter;
import dev.keybay.core.health.HostContext;
import dev.keybay.core.metrics.Metrics;
import dev.keybay.core.metrics.RequestOutcome;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.MDC;

/**
 * Gives requests for the host's own pages, and for what is not there, an id and a line; those that
 * look like the protocol's are counted.
 */
@Component(
    service = Filter.class,
    property = {HostContext.SELECT, "osgi.http.whiteboard.filter.pattern=/*"})
public final class HostRequests implements Filter {
  /** Trustee counts all requests whose paths begin so, whether anything is there or not. */
  private static final String COUNTED = "/kbs";

  private final RequestIds ids;
  private final AccessLog log;
  private final Metrics metrics;

  @Activate
  public HostRequests(
      @Reference RequestIds ids, @Reference AccessLog log, @Reference Metrics metrics) {
    this.ids = ids;
    this.log = log;
    this.metrics = metrics;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest asked)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    long start = System.nanoTime();
    String id = ids.next();
    answer.setHeader(ProblemWriter.REQUEST_ID, id);
    MDC.put(RequestIds.LOG_KEY, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(RequestIds.LOG_KEY);
      if (asked.getRequestURI().startsWith(COUNTED)) {
        metrics.requestStarted();
        metrics.requestFinished(RequestOutcome.of(asked, answer, start));
      }
      log.answered(asked, answer, id, "", AccessLog.Answerer.NONE, null, start);
    }
  }
}
