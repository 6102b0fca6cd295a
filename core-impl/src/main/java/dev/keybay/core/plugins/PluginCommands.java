package dev.keybay.core.plugins;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginManager;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's commands for plugins: {@code plugin:list}, {@code plugin:enable hello} and so on. */
@Component(
    service = PluginCommands.class,
    property = {
      "osgi.command.scope=plugin",
      "osgi.command.function=list",
      "osgi.command.function=enable",
      "osgi.command.function=disable"
    })
public final class PluginCommands {
  private final PluginManager manager;

  @Activate
  public PluginCommands(@Reference PluginManager manager) {
    this.manager = manager;
  }

  /** All plugins, a line each, problems below. */
  @Descriptor(
      "lists every version of every plugin, and what is wrong with it; example: plugin:list")
  public String list() {
    return table(manager.list());
  }

  /** Switches a plugin on. */
  @Descriptor("switches a plugin on; example: plugin:enable hello, or plugin:enable hello@1.0.3")
  public String enable(@Descriptor("name, name@1, name@1.0 or name@1.0.3") String selector) {
    return answer(() -> manager.enable(selector));
  }

  /** Switches a plugin off, drained. */
  @Descriptor("drains a plugin and switches it off, for good; example: plugin:disable hello")
  public String disable(@Descriptor("name, name@1, name@1.0 or name@1.0.3") String selector) {
    return answer(() -> manager.disable(selector));
  }

  private interface Operation {
    List<PluginInfo> run();
  }

  private static String answer(Operation operation) {
    try {
      return table(operation.run());
    } catch (KbsException e) {
      // The shell would print the class name before the message.
      throw new IllegalArgumentException(e.publicMessage(), e);
    }
  }

  private static String table(List<PluginInfo> plugins) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-24s %-10s %-10s %-5s %8s %10s  %s%n",
                "NAME",
                "VERSION",
                "STATE",
                "PLAIN",
                "INSIDE",
                "REQUESTS",
                "ROUTES"));
    for (PluginInfo plugin : plugins) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-24s %-10s %-10s %-5s %8d %10d  %s%n",
              plugin.name(),
              plugin.version(),
              plugin.state(),
              plugin.promoted() ? "yes" : "",
              plugin.inFlight(),
              plugin.requests(),
              String.join(",", plugin.routes())));
      plugin.problem().ifPresent(problem -> text.append("    ").append(problem).append('\n'));
    }
    return text.toString();
  }
}
