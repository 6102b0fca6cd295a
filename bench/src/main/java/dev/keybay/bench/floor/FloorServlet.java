package dev.keybay.bench.floor;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body if there is one and answers 512 bytes, about the size of a sealed resource. With a
 * query {@code work=N} it takes N microseconds of CPU first.
 */
public final class FloorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final byte[] ANSWER = "x".repeat(512).getBytes(StandardCharsets.US_ASCII);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    work(request.getQueryString());
    response.setContentType("application/octet-stream");
    response.setContentLength(ANSWER.length);
    response.getOutputStream().write(ANSWER);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getInputStream().readAllBytes();
    doGet(request, response);
  }

  private static void work(@Nullable String query) {
    if (query != null) {
      long micros = Long.parseLong(query.substring(query.indexOf('=') + 1));
      long until = THREADS.getCurrentThreadCpuTime() + TimeUnit.MICROSECONDS.toNanos(micros);
      while (THREADS.getCurrentThreadCpuTime() < until) {
        Thread.onSpinWait();
      }
    }
  }
}
