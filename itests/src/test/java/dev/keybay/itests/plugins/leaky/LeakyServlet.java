package dev.keybay.itests.plugins.leaky;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;

/**
 * Leaves behind what a request names: {@code thread/N}, that many threads that never end; {@code
 * local}, a value of a thread local on the server's thread; {@code hook}, a shutdown hook; {@code
 * pool} and {@code timer}, a task that is to run in an hour.
 */
@Component(service = Servlet.class)
@KbsEndpoint("leaky")
public final class LeakyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<Left> LOCAL = new ThreadLocal<>();

  /** A value of a class of this plugin. */
  private record Left(String what) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    String[] path = String.valueOf(request.getPathInfo()).split("/", -1);
    switch (path.length > 1 ? path[1] : "") {
      case "thread" -> threads(Integer.parseInt(path[2]));
      case "local" -> LOCAL.set(new Left("behind"));
      case "hook" -> Runtime.getRuntime().addShutdownHook(new Thread(LeakyServlet::idle, "hook"));
      case "pool" -> pool();
      case "timer" ->
          new Timer("leaky-timer", true)
              .schedule(
                  new TimerTask() {
                    @Override
                    public void run() {
                      idle();
                    }
                  },
                  TimeUnit.HOURS.toMillis(1));
      default -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  private static void threads(int count) {
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(LeakyServlet::idle, "leaky-worker-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void pool() {
    ScheduledExecutorService pool =
        Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "leaky-pool"));
    var unused = pool.schedule(LeakyServlet::idle, 1, TimeUnit.HOURS);
  }

  private static void idle() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
