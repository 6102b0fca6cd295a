package dev.keybay.api.plugin;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was done to plugins, from the audit log.
 *
 * @param records the latest first
 * @param next what to ask for as {@code before} for the page after this; empty on the last
 * @param verified whether the whole log is as it was written; empty if nobody looked
 * @param problem where it is not, in words
 */
public record AuditPage(
    List<AuditRecord> records,
    OptionalLong next,
    Optional<Boolean> verified,
    Optional<String> problem) {

  public AuditPage {
    records = List.copyOf(records);
  }
}
