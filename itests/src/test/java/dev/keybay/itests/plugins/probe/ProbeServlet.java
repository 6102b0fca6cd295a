package dev.keybay.itests.plugins.probe;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.PluginSettings;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Does what the first path segment says: {@code sleep/<ms>}, {@code headers}, {@code setting},
 * {@code send-error}, {@code runtime-exception}, {@code stack-overflow}; a POST is answered with
 * the length of its body. Says on the process's error stream how many requests were inside when it
 * was destroyed.
 */
@Component(service = Servlet.class)
@KbsEndpoint("probe")
public final class ProbeServlet extends HttpServlet {
  private final transient PluginSettings settings;
  private final AtomicInteger inside = new AtomicInteger();

  @Activate
  public ProbeServlet(@Reference PluginSettings settings) {
    this.settings = settings;
  }

  @Override
  public void destroy() {
    System.err.println("probe destroyed with " + inside.get() + " inside");
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    inside.incrementAndGet();
    try {
      response.setContentType("text/plain;charset=utf-8");
      response.getWriter().println(answer(request, response));
    } finally {
      inside.decrementAndGet();
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().print(request.getInputStream().readAllBytes().length);
  }

  private String answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] path =
        Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1).split("/", -1);
    return switch (path[0]) {
      case "sleep" -> sleep(Long.parseLong(path[1]));
      case "until" -> until(Path.of(request.getParameter("file")));
      case "headers" -> headers(request);
      case "setting" -> settings.text("greeting", "none");
      case "send-error" -> sendError(response);
      case "runtime-exception" -> throw new IllegalStateException("on purpose");
      case "stack-overflow" -> deeper(0);
      default -> "probe";
    };
  }

  /** After the writer was taken, which the servlet API allows. */
  private static String sendError(HttpServletResponse response) throws IOException {
    response.sendError(HttpServletResponse.SC_CONFLICT, "not now");
    return "";
  }

  private static String sleep(long millis) {
    try {
      Thread.sleep(millis);
      return "slept";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Until a file is there: whoever calls says when it ends. */
  private static String until(Path file) {
    while (!Files.exists(file)) {
      sleep(10);
    }
    return "there it is";
  }

  private static String headers(HttpServletRequest request) {
    StringBuilder seen = new StringBuilder();
    for (String name : Collections.list(request.getHeaderNames())) {
      seen.append(name).append(": ").append(request.getHeader(name)).append('\n');
    }
    seen.append("cookies: ")
        .append(Optional.ofNullable(request.getCookies()).map(all -> all.length).orElse(0));
    seen.append("\nby name: ").append(request.getHeader("Authorization"));
    seen.append(' ').append(request.getHeader("cookie"));
    seen.append(' ').append(request.getHeaders("AUTHORIZATION").hasMoreElements());
    return seen.toString();
  }

  /** Not a loop: it has to fill the stack. */
  @SuppressWarnings("InfiniteRecursion")
  private static String deeper(int depth) {
    return deeper(depth + 1) + depth;
  }
}
