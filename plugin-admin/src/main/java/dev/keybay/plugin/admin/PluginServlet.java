package dev.keybay.plugin.admin;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginRequest;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /kbs/v0/plugin}: {@code GET list}, {@code GET operations}, {@code GET audit}, {@code GET
 * formats}, {@code GET schema} (of descriptors), and the operations of {@link PluginRequests}, each
 * of which answers what it changed and the plugins concerned. {@code /kbs/v0/plugin/<name>/<iface>}
 * is the host's and never comes here.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("plugin")
public final class PluginServlet extends HttpServlet {
  /** Some parts were done, some failed (RFC 4918 §11.1). */
  private static final int MULTI_STATUS = 207;

  private static final int RECENT = 100;

  private final transient PluginManager plugins;

  @Activate
  public PluginServlet(@Reference PluginManager plugins) {
    this.plugins = plugins;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    KbsRequest kbs = KbsRequest.of(request);
    List<String> path = kbs.path();
    if (path.equals(List.of("list"))) {
      get(request);
      JsonAnswer.write(response, PluginView.of(plugins.list()));
    } else if (path.equals(List.of("operations"))) {
      get(request);
      JsonAnswer.write(response, OperationView.of(plugins.operations(limit(kbs))));
    } else if (path.equals(List.of("audit"))) {
      get(request);
      boolean verify = !kbs.query().getOrDefault("verify", "true").equals("false");
      JsonAnswer.write(
          response, AuditView.of(plugins.audit(number(kbs, "before", "0"), limit(kbs), verify)));
    } else if (path.equals(List.of("formats"))) {
      get(request);
      JsonAnswer.write(response, FormatView.of(plugins.formats()));
    } else if (path.equals(List.of("schema"))) {
      get(request);
      JsonAnswer.write(response, "application/schema+json", plugins.descriptorSchema());
    } else {
      PluginRequest wanted = PluginRequests.read(request, kbs);
      OperationReport report = plugins.perform(wanted);
      if (report.failed()) {
        response.setStatus(MULTI_STATUS);
      }
      JsonAnswer.write(response, OperationView.of(report));
    }
  }

  private static void get(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      throw new KbsException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "plugin/list, plugin/operations, plugin/audit, plugin/formats and plugin/schema take GET");
    }
  }

  private static int limit(KbsRequest request) {
    return (int) number(request, "limit", Integer.toString(RECENT));
  }

  private static long number(KbsRequest request, String name, String otherwise) {
    String text = request.query().getOrDefault(name, otherwise);
    if (!text.matches(name.equals("limit") ? "[0-9]{1,6}" : "[0-9]{1,18}")) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, "expected " + name + " to be a number, got " + text);
    }
    return Long.parseLong(text);
  }
}
