package dev.keybay.core.signature;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of signatures of plugins, PID {@link #PID}. Paths are relative to the folder conf. */
@ObjectClassDefinition(name = "Signatures of plugins")
public @interface SignatureSettings {
  String PID = "keybay.signing";

  @AttributeDefinition(
      description =
          "require: a plugin whose signature does not hold is refused; warn: it is taken and the log"
              + " says so; off: nobody looks",
      options = {@Option("require"), @Option("warn"), @Option("off")})
  String policy() default "warn";

  @AttributeDefinition(
      description =
          "File with the certificates of those who may sign, or of their authorities, and of"
              + " timestamping authorities: PEM or PKCS#12")
  String trustStore() default "";

  @AttributeDefinition(description = "The PKCS#12 file's password", type = AttributeType.PASSWORD)
  String trustStorePassword() default "";

  @AttributeDefinition(
      description =
          "Fingerprints (sha256:…) of signers whose next version of a plugin is trusted as far as"
              + " their last one; everything else that is new is untrusted")
  String[] autoTrust() default {};
}
