package dev.keybay.core.session;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the session store, PID {@code keybay.sessions}. */
@ObjectClassDefinition(name = "Sessions", description = "Sessions of guests")
public @interface SessionSettings {
  /** The configuration's PID. */
  String PID = "keybay.sessions";

  @AttributeDefinition(
      name = "Most sessions",
      description = "How many are held at once, 1 to 10000000; a few KiB of memory each",
      min = "1",
      max = "10000000")
  int max() default 200_000;
}
