package dev.keybay.core.leak;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings {@code keybay.leaks}: whether what was taken out is looked for in memory. */
@ObjectClassDefinition(name = "Leaks")
public @interface LeakSettings {
  String PID = "keybay.leaks";

  @AttributeDefinition(
      name = "Seconds",
      description =
          "how long a plugin version that was taken out may stay in memory before it is looked for;"
              + " 0 for ever",
      min = "0",
      max = "86400")
  int seconds() default 60;
}
