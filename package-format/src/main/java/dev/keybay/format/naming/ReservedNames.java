package dev.keybay.format.naming;

import java.util.Set;

/** Names below {@code /kbs/v0} that mean something by themselves. */
public final class ReservedNames {
  private ReservedNames() {}

  /** Operations of {@code /kbs/v0/plugin/…}: no plugin may be called so. */
  public static final Set<String> OPERATIONS =
      Set.of(
          "alias",
          "audit",
          "desired",
          "disable",
          "downgrade",
          "enable",
          "expose",
          "formats",
          "hide",
          "install",
          "key",
          "list",
          "operations",
          "promote",
          "prune",
          "register",
          "remove",
          "rollback",
          "route",
          "schema",
          "sync",
          "trust",
          "unalias",
          "unregister",
          "update");

  /** {@code /kbs/v0/plugin/<name>/config} is the host's: no interface may be called so. */
  public static final Set<String> INTERFACES = Set.of("config");

  /** Routes of the protocol and of the house: only plugins that ship with the broker own them. */
  public static final Set<String> ROUTES =
      Set.of(
          "admin",
          "attest",
          "attestation-policy",
          "auth",
          "catalog",
          "orders",
          "plugin",
          "policy",
          "reference-value",
          "resource",
          "resource-policy",
          "resources",
          "tunnel");
}
