package dev.keybay.core.lifecycle;

import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.event.PluginOperationDone;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.audit.ActorScope;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells the sinks of events how operations ended. Thread-safe. */
@Component(service = Announcements.class)
public final class Announcements {
  private final EventNotifier events;

  @Activate
  public Announcements(@Reference EventNotifier events) {
    this.events = events;
  }

  /**
   * Tells of one.
   *
   * @param plugin its name, empty for none
   * @param detail what changed, or why it failed
   */
  void ended(PluginOperation kind, String plugin, String target, boolean failed, String detail) {
    String outcome = failed ? "failed" : "done";
    String actor = ActorScope.current().name();
    events.publish(new PluginOperationDone(kind.word(), plugin, target, actor, outcome, detail));
  }
}
