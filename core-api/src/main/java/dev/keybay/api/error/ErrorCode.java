package dev.keybay.api.error;

/**
 * What went wrong, as the caller may know it. The host's error table gives each code its HTTP
 * status and problem type; the status named here is the default one.
 */
public enum ErrorCode {
  /** 400: the input is malformed; the message says what was expected. */
  BAD_REQUEST,
  /**
   * 400: the request itself cannot be read: its path is ambiguous, or its body breaks off, is
   * malformed or comes too slowly. The host finds it out, whatever the plugin; so it is 400 where
   * the plugin's {@link #BAD_REQUEST} has to be Trustee's 401, too.
   */
  UNREADABLE,
  /** 401: no session and no bearer token. */
  TOKEN_NOT_FOUND,
  /** 401: the attestation token does not verify or lacks a usable TEE key. */
  TOKEN_INVALID,
  /** 401: a step of the handshake failed. Guests read it as "attest again". */
  ATTESTATION_FAILED,
  /** 401: the caller is not an administrator, or may not do this. */
  ADMIN_DENIED,
  /** 401: no plugin's key, or one that was revoked or rotated. */
  PLUGIN_DENIED,
  /** 401: the resource policy does not allow it. */
  POLICY_DENIED,
  /** 400: the text of a policy cannot be read. */
  POLICY_MALFORMED,
  /** 400: a policy does not compile; nothing was changed. */
  POLICY_ENGINE,
  /** 401: a policy failed while it was evaluated, which is a deny. */
  POLICY_FAILED,
  /** 400: a reference value is malformed or unknown. */
  REFERENCE_VALUE,
  /** 401: the answer cannot be encrypted to the guest's key. */
  JWE_FAILED,
  /** 404: what the path names does not exist. */
  NOT_FOUND,
  /** 404: no plugin owns the first path segment. */
  PLUGIN_NOT_FOUND,
  /** 405: the path exists, the method does not. */
  METHOD_NOT_ALLOWED,
  /** 409: the state does not allow it; the message says which operation would. */
  CONFLICT,
  /** 412: a condition in the headers of the request does not hold. Nothing was changed. */
  PRECONDITION_FAILED,
  /** 413: the body is over the limit, which the message names. */
  PAYLOAD_TOO_LARGE,
  /** 415: a format that this host does not know. */
  UNSUPPORTED_FORMAT,
  /** 422: well-formed but invalid. */
  UNPROCESSABLE,
  /** 429: too many requests of this kind; answered with {@code Retry-After}. */
  TOO_MANY_REQUESTS,
  /** 500: a defect. The caller learns nothing more; the log has the cause under the request id. */
  INTERNAL,
  /** 503: being swapped, draining or overloaded; answered with {@code Retry-After}. */
  UNAVAILABLE,
  /** 504: the plugin did not answer before its deadline. */
  TIMEOUT,
  /** 507: no room to store it. Nothing was changed. */
  INSUFFICIENT_STORAGE
}
