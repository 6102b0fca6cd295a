package dev.keybay.core.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of policies. */
@ObjectClassDefinition(
    name = "Keybay policies",
    description = "What one evaluation of a policy may use")
public @interface PolicySettings {
  /** Where they are configured. */
  String PID = "keybay.policy";

  /** Evaluation steps. */
  @AttributeDefinition(
      name = "Steps",
      description = "Evaluation steps after which a policy is stopped; the request is then denied",
      min = "1")
  long steps() default 500_000;

  /** Wall-clock time. */
  @AttributeDefinition(
      name = "Deadline in milliseconds",
      description = "Time after which a policy is stopped; the request is then denied",
      min = "1")
  long deadlineMillis() default 2_000;
}
