package dev.keybay.format.descriptor;

/** How far a version is, as its author says. */
public enum Status {
  DEV,
  CERTIFICATION,
  LIVE,
  DEPRECATED,
  YANKED
}
