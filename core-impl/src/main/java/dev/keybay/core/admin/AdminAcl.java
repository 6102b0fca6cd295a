package dev.keybay.core.admin;

import dev.keybay.core.host.UnusableSettingsException;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** One access rule of the operator's configuration. Immutable. */
@Component(
    service = AdminAcl.class,
    configurationPid = AclSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AclSettings.class, factory = true)
public final class AdminAcl {
  private final String role;
  private final Pattern allowed;

  /**
   * A rule.
   *
   * @throws UnusableSettingsException if the role is empty or the expression is not anchored or not
   *     one; the rule does not exist then
   */
  @Activate
  public AdminAcl(AclSettings settings) {
    this(settings.role(), settings.allowedEndpoints());
  }

  AdminAcl(String role, String allowedEndpoints) {
    Map<String, String> problems =
        AclCheck.problems(Map.of("role", role, "allowedEndpoints", allowedEndpoints));
    problems.forEach(
        (key, text) -> {
          throw UnusableSettingsException.of(AclSettings.PID, key, text);
        });
    this.role = role;
    this.allowed = Pattern.compile(allowedEndpoints);
  }

  /** Whether this rule lets the role do this. */
  boolean allows(String callerRole, String rawRequestUri) {
    return role.equals(callerRole) && BoundedMatch.matches(allowed, rawRequestUri);
  }
}
