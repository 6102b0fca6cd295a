package dev.keybay.core.access;

import dev.keybay.api.attest.AttestationToken;
import dev.keybay.api.attest.TokenVerifier;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.Caller;
import dev.keybay.api.session.Session;
import dev.keybay.api.session.SessionStore;
import dev.keybay.core.admin.AdminAuthenticator;
import dev.keybay.core.guests.GuestDirectory;
import dev.keybay.core.pluginkey.PluginKeys;
import dev.keybay.core.policy.ResourcePolicy;
import dev.keybay.format.access.AccessRule;
import dev.keybay.format.access.AccessRules;
import dev.keybay.format.access.Requirement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The doors: finds out who is calling and whether the rule lets them in. The order of the checks
 * for guests is the protocol's (spec kbs-protocol §1.6): session's token before bearer token, then
 * the token's signature, then the policy; so an unauthorised caller cannot find out what exists.
 */
@Component(service = AccessControl.class)
public final class AccessControl {
  /** The route on which guests begin; each call of it makes a session. */
  private static final String HANDSHAKE = "auth";

  private final AdminAuthenticator admins;
  private final SessionStore sessions;
  private final TokenVerifier tokens;
  private final ResourcePolicy policy;
  private final GuestDirectory guests;
  private final RateLimits limits;
  private final PluginKeys plugins;

  @Activate
  public AccessControl(
      @Reference AdminAuthenticator admins,
      @Reference SessionStore sessions,
      @Reference TokenVerifier tokens,
      @Reference ResourcePolicy policy,
      @Reference GuestDirectory guests,
      @Reference RateLimits limits,
      @Reference PluginKeys plugins) {
    this.plugins = plugins;
    this.admins = admins;
    this.sessions = sessions;
    this.tokens = tokens;
    this.policy = policy;
    this.guests = guests;
    this.limits = limits;
  }

  /**
   * Lets a request in, or throws.
   *
   * @param plugin the plugin's plain name, which the policy sees whatever selector was used
   * @param route the route's name without a selector, or the plugin's for another interface
   * @param path the decoded segments after the route's name
   * @param denied is told who it is that the policy refuses, before this throws
   * @throws KbsException the refusal
   */
  public Entry enter(
      HttpServletRequest request,
      AccessRules rules,
      String plugin,
      String route,
      List<String> path,
      Map<String, String> query,
      Consumer<Caller> denied) {
    AccessRule rule =
        rules
            .find(route, request.getMethod(), path)
            .orElseThrow(() -> noRule(request.getMethod(), rules, route, path));
    if (route.equals(HANDSHAKE) && request.getMethod().equals("POST")) {
      limits.handshake(request.getRemoteAddr());
    }
    Credentials credentials = Credentials.of(request);
    Optional<Session> session = credentials.sessionId().flatMap(sessions::find);
    return switch (rule.requires().auth()) {
      case PUBLIC -> Entry.plain(Callers.NOBODY, session);
      case ADMIN -> Entry.plain(admin(request, rule.requires().role()), session);
      case SESSION ->
          Entry.plain(Callers.NOBODY, Optional.of(session.orElseThrow(AccessControl::noSession)));
      case PLUGIN -> Entry.plain(plugin(credentials), session);
      case ATTESTED -> attested(rule.requires(), credentials, session, plugin, path, query, denied);
    };
  }

  /**
   * The administrator who is calling; exact versions are for them alone. Whoever is refused is
   * counted; whoever is let in meets no limit, however many others at the same address are refused.
   */
  public Caller.Admin admin(HttpServletRequest request) {
    String query = request.getQueryString();
    String uri = request.getRequestURI();
    try {
      return admins.authenticate(
          request.getHeader("Authorization"), query == null ? uri : uri + "?" + query);
    } catch (KbsException refused) {
      limits.refusedAdmin(request.getRemoteAddr());
      throw refused;
    }
  }

  private Caller.Admin admin(HttpServletRequest request, Optional<String> role) {
    Caller.Admin admin = admin(request);
    if (role.filter(asked -> !asked.equals(admin.role())).isPresent()) {
      throw new KbsException(
          ErrorCode.ADMIN_DENIED,
          "Admin access denied: this path is for administrators of the role %s; yours is %s"
              .formatted(role.get(), admin.role()));
    }
    return admin;
  }

  private Caller plugin(Credentials credentials) {
    return credentials
        .bearer()
        .flatMap(plugins::holder)
        .map(
            holder ->
                new Callers.KeyedPlugin(
                    holder.plugin().name(), holder.plugin().version(), holder.permissions()))
        .orElseThrow(
            () ->
                new KbsException(
                    ErrorCode.PLUGIN_DENIED,
                    "This path is for plugins, which show their own key as bearer token"));
  }

  private Entry attested(
      Requirement requires,
      Credentials credentials,
      Optional<Session> session,
      String plugin,
      List<String> path,
      Map<String, String> query,
      Consumer<Caller> denied) {
    Optional<String> fromSession = session.flatMap(Session::token);
    String text =
        fromSession
            .or(credentials::bearer)
            .orElseThrow(
                () -> new KbsException(ErrorCode.TOKEN_NOT_FOUND, "Attestation Token not found"));
    AttestationToken token = tokens.verify(text);
    guests.seen(token, fromSession.isPresent());
    Caller caller = new Callers.AttestedGuest(guests.id(token), token.tee(), token.claims());
    try {
      policy.check(requires.policy(), plugin, path, query, token.claims());
    } catch (KbsException refused) {
      guests.denied(token);
      denied.accept(caller);
      throw refused;
    }
    return new Entry(caller, session, requires.sealed() ? Optional.of(token) : Optional.empty());
  }

  private static KbsException noSession() {
    return new KbsException(
        ErrorCode.ATTESTATION_FAILED,
        "Attestation error: Session storage error: no valid session; begin with POST /kbs/v0/auth");
  }

  private static KbsException noRule(
      String method, AccessRules rules, String route, List<String> path) {
    return rules.knowsPath(route, path)
        ? new KbsException(
            ErrorCode.METHOD_NOT_ALLOWED, "The method " + method + " is not offered on this path")
        : new KbsException(ErrorCode.NOT_FOUND, "Nothing is offered on this path");
  }
}
