package dev.keybay.core.token;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Settings of attestation tokens, PID {@link #PID}. Paths are relative to the folder conf; the
 * files are watched, and a change counts without a restart.
 */
@ObjectClassDefinition(name = "Keybay attestation tokens")
public @interface TokenSettings {
  String PID = "keybay.token";

  /** The most that {@link #maxTokenKib} may be, and the most that a session holds. */
  int MAX_TOKEN_KIB = 1024;

  @AttributeDefinition(description = "How long a token is valid, 1 to 1440 minutes")
  int durationMinutes() default 5;

  @AttributeDefinition(description = "The claim iss")
  String issuer() default "CoCo-Attestation-Service";

  @AttributeDefinition(
      description =
          "PEM file with the P-256 private key that signs tokens; empty: one made by the host"
              + " and kept in its key store")
  String signerKey() default "";

  @AttributeDefinition(description = "PEM file with the certificate chain of signerKey, leaf first")
  String signerCertificates() default "";

  @AttributeDefinition(description = "Where that chain can be fetched, for the header's x5u")
  String signerCertificateUrl() default "";

  @AttributeDefinition(
      description =
          "Whether tokens of this broker are believed; false: only those of other attestation"
              + " services, which trustedCertificates and trustedJwkSets name")
  boolean ownTokens() default true;

  @AttributeDefinition(
      description = "PEM files: certificates that may vouch for the key in a token's header")
  String[] trustedCertificates() default {};

  @AttributeDefinition(
      description = "file: or https: URIs of JWK sets, or of issuers with OpenID discovery")
  String[] trustedJwkSets() default {};

  @AttributeDefinition(
      description =
          "Minutes between two loads of a JWK set over https, 1 to 1440; a file is read again"
              + " within a second")
  int jwkSetRefreshMinutes() default 5;

  @AttributeDefinition(
      description =
          "Believe any key in a token's header. For tests only: anybody can make such tokens")
  boolean insecureHeaderJwk() default false;

  @AttributeDefinition(
      description = "JSON pointers (RFC 6901) to the guest's TEE key, tried before the known ones")
  String[] extraTeeKeyPaths() default {};

  @AttributeDefinition(
      description =
          "The longest token to be read or issued, 16 to 1024 KiB. One that does not fit into a"
              + " request's head (headKib of keybay.http) can be used with its session's cookie"
              + " only, not as a bearer token")
  int maxTokenKib() default 128;
}
