package dev.keybay.itests.plugins.keeper;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.PluginData;
import dev.keybay.api.plugin.PluginSettings;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Has settings and data of its own, listens to changes of both, and leaves the listeners to the
 * host. Says its greeting, and what it wrote when it started.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("keeper")
public final class KeeperServlet extends HttpServlet {
  private final transient PluginSettings settings;
  private final transient PluginData data;
  private final transient AutoCloseable settingsListener;
  private final transient AutoCloseable dataWatch;
  private final AtomicInteger changes = new AtomicInteger();

  @Activate
  public KeeperServlet(@Reference PluginSettings settings, @Reference PluginData data) {
    this.settings = settings;
    this.data = data;
    settingsListener = settings.onChange(values -> changes.incrementAndGet());
    dataWatch = data.watch("", change -> changes.incrementAndGet());
    data.put("greeting", settings.text("greeting", "none").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String kept =
        data.get("greeting")
            .map(entry -> new String(entry.value(), StandardCharsets.UTF_8))
            .orElse("nothing");
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().print(settings.text("greeting", "none") + ", kept " + kept);
  }

  @Override
  public String toString() {
    return "keeper with " + settingsListener + " and " + dataWatch;
  }
}
