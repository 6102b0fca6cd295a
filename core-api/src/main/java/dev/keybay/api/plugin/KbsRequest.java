package dev.keybay.api.plugin;

import dev.keybay.api.session.Session;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the host knows about a request beyond the servlet's view. Valid until the request is
 * answered; not thread-safe beyond what the servlet request is.
 */
@ProviderType
public interface KbsRequest {
  /** The request attribute under which the host leaves it. */
  String ATTRIBUTE = "dev.keybay.api.plugin.KbsRequest";

  /**
   * The host's view of a request.
   *
   * @throws IllegalStateException if the request did not come through the router
   */
  static KbsRequest of(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof KbsRequest found) {
      return found;
    }
    throw new IllegalStateException("not a request of the Keybay router");
  }

  Caller caller();

  /** The id that log lines, audit records and the answer's {@code X-Request-Id} share. */
  String requestId();

  /** The plain name of the plugin, whatever selector the caller used. */
  String plugin();

  /**
   * The decoded path segments after the route's name, exactly those that the access rules and the
   * policy saw. Empty segments are kept: {@code a//b} is {@code a}, {@code ""}, {@code b}.
   */
  List<String> path();

  /** The query as a flat map; of a repeated name the last value counts. */
  Map<String, String> query();

  /**
   * The whole body. May be called once, and not after the servlet's own stream or reader was used.
   *
   * @throws dev.keybay.api.error.KbsException {@code PAYLOAD_TOO_LARGE} if it is over the limit
   */
  byte[] body() throws IOException;

  /** The caller's session, attested or not, if a valid cookie came with the request. */
  Optional<Session> session();

  /** Makes the host send this session's cookie with the answer. Call it before writing the body. */
  void sendSession(Session session);
}
