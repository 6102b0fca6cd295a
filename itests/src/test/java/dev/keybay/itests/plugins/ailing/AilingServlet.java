package dev.keybay.itests.plugins.ailing;

import dev.keybay.api.plugin.HealthProbe;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.PluginSettings;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is unwell as its setting {@code ailment} says, or from the request {@code fall} on; answers no
 * request any more from the request {@code break} on; says to {@code asked} how often it was asked
 * how it is. Does not come up at all where there is a file of the name that the setting {@code
 * fatal} gives.
 */
@Component(
    service = {Servlet.class, HealthProbe.class},
    configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("ailing")
public final class AilingServlet extends HttpServlet implements HealthProbe {
  private static final Logger log = LoggerFactory.getLogger(AilingServlet.class);

  private final transient PluginSettings settings;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean fallen;
  private volatile boolean broken;

  @Activate
  public AilingServlet(@Reference PluginSettings settings) {
    this.settings = settings;
    String fatal = settings.text("fatal", "");
    if (!fatal.isEmpty() && Files.exists(Path.of(fatal))) {
      throw new IllegalStateException("there is " + fatal);
    }
  }

  @Override
  public Optional<String> problem() {
    asked.incrementAndGet();
    String ailment = fallen ? "it has fallen" : settings.text("ailment", "");
    if (ailment.isEmpty()) {
      return Optional.empty();
    }
    log.warn("I am unwell: {}", ailment);
    return Optional.of(ailment);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    fallen |= "/fall".equals(request.getPathInfo());
    broken |= "/break".equals(request.getPathInfo());
    if (broken) {
      throw new IllegalStateException("it is broken");
    }
    response.setContentType("text/plain;charset=utf-8");
    boolean counts = "/asked".equals(request.getPathInfo());
    response.getWriter().print(counts ? "" + asked.get() : settings.text("greeting", "none"));
  }
}
