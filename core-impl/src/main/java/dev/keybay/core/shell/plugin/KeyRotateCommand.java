package dev.keybay.core.shell.plugin;

import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code plugin:key-rotate hello}. A function of its own: the shell finds commands by the names of
 * methods, which have no dash.
 */
@Component(
    service = Function.class,
    property = {"osgi.command.scope=plugin", "osgi.command.function=key-rotate"})
public final class KeyRotateCommand implements Function {
  private final PluginManager manager;

  @Activate
  public KeyRotateCommand(@Reference PluginManager manager) {
    this.manager = manager;
  }

  @Override
  @Descriptor(
      "gives a plugin another key to call the host with, and lets it call again; example: plugin:key-rotate hello")
  public Object execute(CommandSession session, List<Object> arguments) {
    String[] words = arguments.stream().map(String::valueOf).toArray(String[]::new);
    return PluginCommands.run(manager, PluginOperation.KEY_ROTATE, words);
  }
}
