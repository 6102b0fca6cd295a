package dev.keybay.core.admin;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One rule: what a role may do, factory PID {@link #PID}. */
@ObjectClassDefinition(name = "Keybay admin access rule")
public @interface AclSettings {
  String PID = "keybay.admin.acl";

  @AttributeDefinition(description = "The claim role, exactly")
  String role() default "";

  @AttributeDefinition(
      description =
          "Regular expression, beginning with ^/kbs and ending with $, that the whole raw request"
              + " URI with its query must match")
  String allowedEndpoints() default "";
}
