package dev.keybay.core.admin;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One identity provider whose tokens are accepted, factory PID {@link #PID}. */
@ObjectClassDefinition(name = "Keybay admin identity provider")
public @interface IdentitySettings {
  String PID = "keybay.admin.identity";

  @AttributeDefinition(description = "What iss must be; empty: anything")
  String issuer() default "";

  @AttributeDefinition(description = "What aud must contain; empty: anything")
  String audience() default "";

  @AttributeDefinition(
      description = "file: or https: URI of a PEM public key or certificate: EC, RSA or Ed25519")
  String publicKeyUri() default "";

  @AttributeDefinition(
      description = "file: or https: URI of a JWK set, or of an issuer with OpenID discovery")
  String jwkSetUri() default "";
}
