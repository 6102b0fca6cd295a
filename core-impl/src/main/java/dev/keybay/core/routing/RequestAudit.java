package dev.keybay.core.routing;

import dev.keybay.api.plugin.Caller;
import dev.keybay.core.audit.Actor;
import dev.keybay.core.audit.AuditLog;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, and how it ended: for guests, those included whom the policy denied, administrators
 * and plugins. Whoever is not known is counted only, or anybody could fill the log.
 */
final class RequestAudit {
  private final AuditLog audit;

  RequestAudit(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * A request was answered. Once for each, with the status that the caller got.
   *
   * @param caller null if nobody found out who it is
   */
  void answered(Arrival arrival, @Nullable Caller caller, String method, int status) {
    if (caller == null || caller instanceof Caller.Anonymous) {
      return;
    }
    String target = "/" + arrival.routeText() + "/" + String.join("/", arrival.path());
    audit.record(new Actor(caller.name(), arrival.id()), method, target, Integer.toString(status));
  }
}
