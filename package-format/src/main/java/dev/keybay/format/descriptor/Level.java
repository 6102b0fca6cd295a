package dev.keybay.format.descriptor;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The mappings of a descriptor and the fields that each may have, in the order of the manual. */
enum Level {
  ROOT(
      "format",
      "name",
      "version",
      "title",
      "summary",
      "description",
      "categories",
      "tags",
      "maintainer",
      "licenses",
      "homepage",
      "icon",
      "status",
      "compatibility",
      "requires",
      "conflicts",
      "backend",
      "backend_component",
      "front_end",
      "frontend_component",
      "default_config",
      "routes",
      "interfaces",
      "orders",
      "schedules",
      "rpc",
      "permissions",
      "isolation",
      "limits",
      "trust",
      "provenance",
      "health",
      "ui",
      "artifact"),
  COMPATIBILITY("host", "java", "hotpluggable"),
  RELATION("plugin", "range", "message"),
  INTERFACE("backend", "frontend", "access"),
  RULE("routes", "methods", "path", "auth", "role", "policy", "encrypt"),
  PERMISSIONS("host", "network", "files"),
  ISOLATION("mode", "minimum"),
  LIMITS(
      "heap",
      "cpu",
      "pids",
      "openFiles",
      "requestBytes",
      "concurrency",
      "callTimeout",
      "startTimeout",
      "drainTimeout"),
  TRUST("requested"),
  PROVENANCE("source", "revision", "builder"),
  HEALTH("interval", "failuresBeforeUnhealthy"),
  ARTIFACT("url", "sha256");

  @SuppressWarnings("ImmutableEnumChecker") // it is unmodifiable
  private final Set<String> names;

  Level(String... names) {
    this.names = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
  }

  /** The fields' names, in their order. */
  Set<String> names() {
    return names;
  }
}
