package dev.keybay.plugin.admin;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginReports;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /kbs/v0/plugin}: {@code GET list}, {@code GET operations}, {@code GET
 * operations/<number>}, {@code GET audit}, {@code GET formats}, {@code GET schema} (of
 * descriptors), {@code GET desired}, {@code GET <name>/config?effective=true}, and the operations
 * of {@link PluginRequests}, each of which answers what it changed and the plugins concerned. Any
 * other {@code /kbs/v0/plugin/<name>/<iface>} is the host's and never comes here.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("plugin")
public final class PluginServlet extends HttpServlet {
  /** Some parts were done, some failed (RFC 4918 §11.1). */
  private static final int MULTI_STATUS = 207;

  private static final int RECENT = 100;

  private final transient PluginManager plugins;
  private final transient PluginReports reports;

  @Activate
  public PluginServlet(@Reference PluginManager plugins, @Reference PluginReports reports) {
    this.plugins = plugins;
    this.reports = reports;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    KbsRequest kbs = KbsRequest.of(request);
    if (kbs.path().equals(List.of("schema"))) {
      get(request);
      JsonAnswer.write(response, "application/schema+json", plugins.descriptorSchema());
      return;
    }
    Optional<Map<String, @Nullable Object>> report = report(kbs);
    if (report.isPresent()) {
      get(request);
      JsonAnswer.write(response, report.get());
      return;
    }
    OperationReport done = plugins.perform(PluginRequests.read(request, kbs));
    if (done.failed()) {
      response.setStatus(MULTI_STATUS);
    }
    JsonAnswer.write(response, OperationView.of(done));
  }

  /** What is only looked at; empty if the path is an operation's. */
  private Optional<Map<String, @Nullable Object>> report(KbsRequest kbs) {
    List<String> path = kbs.path();
    if (path.equals(List.of("list"))) {
      return Optional.of(PluginView.of(plugins.list()));
    }
    if (path.equals(List.of("operations"))) {
      return Optional.of(OperationView.of(plugins.operations(limit(kbs)), reports.running()));
    }
    if (path.equals(List.of("audit"))) {
      boolean verify = !kbs.query().getOrDefault("verify", "true").equals("false");
      return Optional.of(
          AuditView.of(plugins.audit(number(kbs, "before", "0"), limit(kbs), verify)));
    }
    if (path.equals(List.of("formats"))) {
      return Optional.of(FormatView.of(plugins.formats()));
    }
    if (path.equals(List.of("desired"))) {
      return Optional.of(ReportView.of(reports.desired()));
    }
    if (path.size() != 2) {
      return Optional.empty();
    }
    if (path.get(0).equals("operations")) {
      return Optional.of(operation(path.get(1)));
    }
    return path.get(1).equals("config")
        ? Optional.of(config(path.get(0), kbs.query()))
        : Optional.empty();
  }

  private Map<String, @Nullable Object> operation(String number) {
    if (!number.matches("[0-9]{1,18}")) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, "expected plugin/operations/<number>, got " + number);
    }
    long id = Long.parseLong(number);
    return ReportView.of(reports.operation(id), reports.running(), reports.failure(id));
  }

  private Map<String, @Nullable Object> config(String selector, Map<String, String> query) {
    return query.getOrDefault("effective", "false").equals("true")
        ? ReportView.of(reports.settings(selector))
        : ReportView.values(reports.settings(selector));
  }

  private static void get(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      throw new KbsException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "plugin/list, operations, audit, formats, schema, desired and <name>/config take GET");
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
