package dev.keybay.core.admin;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of admin access, PID {@link #PID}. */
@ObjectClassDefinition(name = "Keybay admin access")
public @interface AdminSettings {
  String PID = "keybay.admin";

  @AttributeDefinition(
      description =
          "Who is let in: whom an identity provider vouches for and a rule allows; nobody; anybody",
      options = {
        @Option(label = "By token", value = "AuthenticatedAuthorization"),
        @Option(label = "Nobody", value = "DenyAll"),
        @Option(label = "Anybody, for tests only", value = "InsecureAllowAll")
      })
  String authorizationMode() default "AuthenticatedAuthorization";

  @AttributeDefinition(
      description = "Whether tokens of the key in data/admin/key.pem are accepted; made if absent")
  boolean localKey() default true;

  @AttributeDefinition(
      description = "How long the token in data/admin/token is valid, 1 to 8760 hours")
  int tokenLifetimeHours() default 24;
}
