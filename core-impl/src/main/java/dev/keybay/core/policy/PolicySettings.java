package dev.keybay.core.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of policies. */
@ObjectClassDefinition(
    name = "Keybay policies",
    description = "What one evaluation of a policy may use, and how many versions are kept")
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

  /** Entries of a policy's history. */
  @AttributeDefinition(
      name = "History length",
      description = "How many versions of each policy are kept, 1 to 500, the present one included",
      min = "1",
      max = "500")
  int historyLength() default 100;
}
