package dev.keybay.core.error;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;

/**
 * The one table from codes to HTTP. Where Trustee has a variant for the case, the problem type is
 * Trustee's, because its clients and tests look for it. In Trustee mode its own outcomes get its
 * exact status and text; a swap, a crash or overload never becomes a 401 in either mode, because
 * guests read 401 as "attest again".
 */
public final class ErrorTable {
  private static final String TRUSTEE = "https://github.com/confidential-containers/kbs/errors/";
  private static final String OWN = "tag:keybay.dev,2026:errors/";

  private ErrorTable() {}

  /** The answer for an error. */
  public static Problem problem(KbsException error, boolean trustee) {
    ErrorCode code = error.code();
    if (trustee && pluginInternal(code)) {
      return new Problem(401, TRUSTEE + "PluginInternalError", "Plugin internal error");
    }
    if (trustee && code == ErrorCode.JWE_FAILED) {
      return new Problem(401, TRUSTEE + "JweError", "JWE failed");
    }
    int status = trustee && trusteeStatus401(code) ? 401 : status(code);
    return new Problem(status, type(code), error.publicMessage());
  }

  /**
   * The answer for an error at an endpoint. What only Keybay has answers alike in both modes.
   * Trustee words a refused administrator by where they knocked, knows its own endpoints by their
   * methods (another one would be a plugin's, and it looks for that before it asks who is calling),
   * and has one text for whatever is wrong with an attestation policy.
   */
  public static Problem problem(KbsException error, Endpoint at, boolean trustee) {
    ErrorCode code = error.code();
    if (!trustee || at.isKeybays(code)) {
      return problem(error, false);
    }
    if (at.isNoneOfTrustees(code)) {
      return new Problem(
          404, type(ErrorCode.PLUGIN_NOT_FOUND), "Plugin " + at.route() + " not found");
    }
    if (code == ErrorCode.ADMIN_DENIED) {
      return at.isForAdministrators()
          ? new Problem(
              401,
              TRUSTEE + "AdminAuthAccess",
              "admin access denied for endpoint " + at.route() + ": " + error.publicMessage())
          : new Problem(
              401,
              TRUSTEE + "AdminAuthInitialization",
              "failed to initialize [admin] configuration: " + error.publicMessage());
    }
    if (at.route().equals(Endpoint.ATTESTATION_POLICY) && policyRefused(code)) {
      return new Problem(
          401,
          type(ErrorCode.ATTESTATION_FAILED),
          "Attestation error: Set Attestation Policy failed");
    }
    return problem(error, true);
  }

  private static boolean policyRefused(ErrorCode code) {
    return code == ErrorCode.POLICY_MALFORMED || code == ErrorCode.POLICY_ENGINE;
  }

  /** The HTTP status of a code in Keybay's own mode. */
  public static int status(ErrorCode code) {
    return switch (code) {
      case BAD_REQUEST, UNREADABLE, POLICY_MALFORMED, POLICY_ENGINE, REFERENCE_VALUE -> 400;
      case TOKEN_NOT_FOUND,
          TOKEN_INVALID,
          ATTESTATION_FAILED,
          ADMIN_DENIED,
          PLUGIN_DENIED,
          POLICY_DENIED,
          POLICY_FAILED,
          JWE_FAILED ->
          401;
      case NOT_FOUND, PLUGIN_NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case CONFLICT -> 409;
      case PRECONDITION_FAILED -> 412;
      case PAYLOAD_TOO_LARGE -> 413;
      case UNSUPPORTED_FORMAT -> 415;
      case UNPROCESSABLE -> 422;
      case TOO_MANY_REQUESTS -> 429;
      case INTERNAL -> 500;
      case UNAVAILABLE -> 503;
      case TIMEOUT -> 504;
      case INSUFFICIENT_STORAGE -> 507;
    };
  }

  /** The problem type of a code. */
  public static String type(ErrorCode code) {
    return switch (code) {
      case TOKEN_NOT_FOUND -> TRUSTEE + "TokenNotFound";
      case TOKEN_INVALID -> TRUSTEE + "TokenVerifierError";
      case ATTESTATION_FAILED -> TRUSTEE + "AttestationError";
      case ADMIN_DENIED -> TRUSTEE + "AdminAuthAccess";
      case POLICY_DENIED -> TRUSTEE + "PolicyDeny";
      case POLICY_MALFORMED -> TRUSTEE + "ParsePolicyError";
      case POLICY_ENGINE, POLICY_FAILED -> TRUSTEE + "PolicyEngineError";
      case REFERENCE_VALUE -> TRUSTEE + "RvpsError";
      case JWE_FAILED -> TRUSTEE + "JweError";
      case PLUGIN_NOT_FOUND -> TRUSTEE + "PluginNotFound";
      case PLUGIN_DENIED -> OWN + "plugin-denied";
      case BAD_REQUEST, UNREADABLE -> OWN + "bad-request";
      case NOT_FOUND -> OWN + "not-found";
      case METHOD_NOT_ALLOWED -> OWN + "method-not-allowed";
      case CONFLICT -> OWN + "conflict";
      case PRECONDITION_FAILED -> OWN + "precondition-failed";
      case PAYLOAD_TOO_LARGE -> OWN + "payload-too-large";
      case UNSUPPORTED_FORMAT -> OWN + "unsupported-format";
      case UNPROCESSABLE -> OWN + "unprocessable";
      case TOO_MANY_REQUESTS -> OWN + "too-many-requests";
      case INTERNAL -> OWN + "internal";
      case UNAVAILABLE -> OWN + "unavailable";
      case TIMEOUT -> OWN + "timeout";
      case INSUFFICIENT_STORAGE -> OWN + "insufficient-storage";
    };
  }

  /**
   * What a plugin of Trustee could only answer by failing. A request that cannot be read never gets
   * so far: Trustee's HTTP server answers 400 by itself.
   */
  private static boolean pluginInternal(ErrorCode code) {
    return switch (code) {
      case BAD_REQUEST, NOT_FOUND, METHOD_NOT_ALLOWED, CONFLICT, UNPROCESSABLE -> true;
      default -> false;
    };
  }

  private static boolean trusteeStatus401(ErrorCode code) {
    return switch (code) {
      case POLICY_MALFORMED, POLICY_ENGINE, REFERENCE_VALUE -> true;
      default -> false;
    };
  }
}
