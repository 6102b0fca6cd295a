package dev.keybay.format.descriptor;

/** How far a plugin is trusted. A descriptor asks for one; only the operator grants it. */
public enum TrustLevel {
  UNTRUSTED,
  REVIEWED,
  TRUSTED,
  DEVELOPMENT,
  BUILTIN
}
