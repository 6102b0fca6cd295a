package dev.keybay.core.audit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the audit log, PID {@link #PID}. Applied at once. */
@ObjectClassDefinition(name = "Keybay audit log", description = "How long it is kept")
public @interface AuditSettings {
  String PID = "keybay.audit";

  @AttributeDefinition(
      name = "Days",
      description = "how many days entries are kept at least; 0 for ever",
      min = "0",
      max = "36500")
  int keepDays() default 0;
}
