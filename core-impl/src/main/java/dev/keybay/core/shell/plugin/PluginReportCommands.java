package dev.keybay.core.shell.plugin;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.DesiredReport;
import dev.keybay.api.plugin.EffectiveSetting;
import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginReports;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's commands that only look: {@code plugin:desired}, {@code plugin:config} and so on. */
@Component(
    service = PluginReportCommands.class,
    property = {
      "osgi.command.scope=plugin",
      "osgi.command.function=desired",
      "osgi.command.function=config",
      "osgi.command.function=operation"
    })
public final class PluginReportCommands {
  private final PluginReports reports;

  @Activate
  public PluginReportCommands(@Reference PluginReports reports) {
    this.reports = reports;
  }

  @Descriptor(
      "shows what conf/plugins.desired.json wants and what became of it; example: plugin:desired")
  public String desired() {
    DesiredReport report = reports.desired();
    StringBuilder text = new StringBuilder();
    text.append(report.file())
        .append(report.looked().map(at -> ", brought about at " + at).orElse(": there is none"))
        .append('\n');
    for (PluginChange change : report.changes()) {
      text.append(change.plugin())
          .append(' ')
          .append(change.change())
          .append(change.detail().isEmpty() ? "" : ": " + change.detail())
          .append('\n');
    }
    return text.toString();
  }

  @Descriptor(
      "shows a plugin's configuration, where each value comes from, secrets hidden; example:"
          + " plugin:config hello")
  public String config(@Descriptor("selector") String selector) {
    return inWords(
        () -> {
          StringBuilder text = new StringBuilder();
          for (EffectiveSetting each : reports.settings(selector)) {
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-24s %-32s %-12s %s%n",
                    each.key(),
                    each.value(),
                    each.source(),
                    each.from()));
          }
          return text.toString();
        });
  }

  @Descriptor("shows one operation, and what was seen if it failed; example: plugin:operation 12")
  public String operation(@Descriptor("its number in the journal") long id) {
    return inWords(
        () -> {
          OperationRecord record = reports.operation(id);
          StringBuilder text = new StringBuilder();
          text.append(record.operation())
              .append(' ')
              .append(record.target())
              .append(' ')
              .append(record.outcome().isEmpty() ? record.step() + "…" : record.outcome())
              .append(record.detail().isEmpty() ? "" : ": " + record.detail())
              .append('\n');
          reports
              .failure(id)
              .ifPresent(
                  failure ->
                      text.append(failure.resolver())
                          .append('\n')
                          .append(failure.stack())
                          .append('\n')
                          .append(String.join("\n", failure.log()))
                          .append('\n'));
          return text.toString();
        });
  }

  private static String inWords(Supplier<String> work) {
    try {
      return work.get();
    } catch (KbsException e) {
      // The shell would print the class name before the message.
      throw new IllegalArgumentException(e.publicMessage(), e);
    }
  }
}
