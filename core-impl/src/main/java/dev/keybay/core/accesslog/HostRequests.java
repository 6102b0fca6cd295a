package dev.keybay.core.accesslog;

import dev.keybay.core.error.ProblemWriter;
import dev.keybay.core.health.HostContext;
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

/** Gives requests for the host's own pages, and for what is not there, an id and a line. */
@Component(
    service = Filter.class,
    property = {HostContext.SELECT, "osgi.http.whiteboard.filter.pattern=/*"})
public final class HostRequests implements Filter {
  private final RequestIds ids;
  private final AccessLog log;

  @Activate
  public HostRequests(@Reference RequestIds ids, @Reference AccessLog log) {
    this.ids = ids;
    this.log = log;
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
      log.answered(asked, answer, id, "", AccessLog.Answerer.NONE, null, start);
    }
  }
}
