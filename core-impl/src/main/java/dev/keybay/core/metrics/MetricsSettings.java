package dev.keybay.core.metrics;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the metrics. */
@ObjectClassDefinition(name = "Keybay metrics", description = "What the page of metrics shows")
public @interface MetricsSettings {
  /** Where they are configured. */
  String PID = "keybay.metrics";

  /** Whether counters of resources carry the label {@code resource_path}. */
  @AttributeDefinition(
      name = "Resource paths as labels",
      description =
          "Adds the label resource_path to kbs_resource_*_total, as Trustee does. Names of resources"
              + " then are on the public page of metrics, and each is a series of its own, up to"
              + " 1000.")
  boolean resourcePathLabel() default false;
}
