package dev.keybay.format.access;

/** What an access rule asks of the caller. */
public enum Auth {
  /** A verified attestation token, from a cookie's session or as bearer, that the policy allows. */
  ATTESTED,
  /** A valid session cookie, attested or not. */
  SESSION,
  /** An administrator. */
  ADMIN,
  /** A plugin that shows its own key. */
  PLUGIN,
  /** Nothing. */
  PUBLIC
}
