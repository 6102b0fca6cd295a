package dev.keybay.api.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Marks a {@code jakarta.servlet.Servlet} service as the endpoint of its plugin. The host puts it
 * behind the router; it must not be registered on the servlet whiteboard by the plugin itself.
 *
 * <p>The descriptor {@code OSGI-INF/keybay/plugin.yaml} says who may call it; without an access
 * rule that matches, nobody may.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface KbsEndpoint {
  /** Prefix of the service properties made from this annotation. */
  String PREFIX_ = "keybay.";

  /** The service property that holds {@link #value}. */
  String ROUTES = "keybay.kbs.endpoint";

  /** The service property that holds {@link #iface}. */
  String IFACE = "keybay.iface";

  /** The interface that guests and clients call. */
  String LAUNCH = "launch";

  /** The interface that administrators call. */
  String ADMIN = "admin";

  /** First path segments below {@code /kbs/v0/} that this servlet answers. */
  String[] value();

  /**
   * Which interface of the descriptor it serves. {@code launch} is {@code /kbs/v0/<route>/…}; any
   * other, {@code admin} among them, is {@code /kbs/v0/plugin/<name>/<iface>/…}.
   */
  String iface() default LAUNCH;
}
