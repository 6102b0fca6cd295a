package dev.keybay.api.event;

import java.util.Map;

/**
 * An operation on plugins ended, whoever asked for it and whichever way it came. Each ends once.
 *
 * @param operation its word, for example {@code promote}
 * @param plugin the name of the plugin; empty for one that is about none, {@code prune} for example
 * @param target what it was done to: a version, a stream, a selector or a name
 * @param actor who asked for it, for example {@code admin:alice}, {@code shell} or {@code host}
 * @param outcome {@code done} or {@code failed}
 * @param detail what changed or why it failed, in words; may be empty
 */
public record PluginOperationDone(
    String operation, String plugin, String target, String actor, String outcome, String detail)
    implements Event {
  @Override
  public String topic() {
    return "plugin/operation";
  }

  @Override
  public Map<String, String> attributes() {
    return Map.of(
        "operation", operation,
        "plugin", plugin,
        "target", target,
        "actor", actor,
        "outcome", outcome,
        "detail", detail);
  }
}
