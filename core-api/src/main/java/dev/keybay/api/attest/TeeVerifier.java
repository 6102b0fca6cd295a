package dev.keybay.api.attest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Marks a {@link Verifier} service with the TEEs whose evidence it takes. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TeeVerifier {
  /** Prefix of the service property made from this annotation. */
  String PREFIX_ = "keybay.";

  /** The service property that holds {@link #value}. */
  String TEES = "keybay.tee.verifier";

  /** TEE names as in the handshake's {@code tee}, for example {@code snp}, {@code sample}. */
  String[] value();
}
