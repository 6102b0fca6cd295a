package dev.keybay.format.descriptor;

/** What lies between a plugin and the host. */
public enum IsolationMode {
  /** A class loader: no protection against malice. */
  IN_PROCESS,
  /** A sandboxed child process. */
  PROCESS,
  /** A container. */
  CONTAINER,
  /** A program at an endpoint, in any language. */
  GRPC
}
