package dev.keybay.core.admin;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One access rule of the operator's configuration. Immutable. */
@Component(
    service = AdminAcl.class,
    configurationPid = AclSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AclSettings.class, factory = true)
public final class AdminAcl {
  private static final Logger LOG = LoggerFactory.getLogger(AdminAcl.class);

  private final String role;
  private final Pattern allowed;

  /**
   * A rule.
   *
   * @throws IllegalArgumentException if the role is empty or the expression is not anchored or not
   *     one; the rule does not exist then
   */
  @Activate
  public AdminAcl(AclSettings settings) {
    this(settings.role(), settings.allowedEndpoints());
  }

  AdminAcl(String role, String allowedEndpoints) {
    this.role = role;
    try {
      if (role.isBlank()) {
        throw new IllegalArgumentException("expected a role, it is empty");
      }
      if (!allowedEndpoints.startsWith("^/kbs") || !allowedEndpoints.endsWith("$")) {
        throw new IllegalArgumentException(
            "expected allowedEndpoints to begin with ^/kbs and to end with $, got "
                + allowedEndpoints);
      }
      this.allowed = Pattern.compile(allowedEndpoints);
    } catch (IllegalArgumentException e) {
      String reason =
          e instanceof PatternSyntaxException syntax
              ? "allowedEndpoints is no regular expression: " + syntax.getDescription()
              : e.getMessage();
      LOG.atError()
          .addKeyValue("pid", AclSettings.PID)
          .addKeyValue("role", role)
          .log("this access rule is not used: {}", reason);
      throw new IllegalArgumentException(AclSettings.PID + ": " + reason, e);
    }
  }

  /** Whether this rule lets the role do this. */
  boolean allows(String callerRole, String rawRequestUri) {
    return role.equals(callerRole) && BoundedMatch.matches(allowed, rawRequestUri);
  }
}
