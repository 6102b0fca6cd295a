package dev.keybay.runtime;

/**
 * The order in which bundles start; they stop the other way round. So HTTP is last to open and
 * first to close: no request meets a host that is not there yet, and those in flight are finished
 * while everything that they need still runs.
 */
enum StartLevel {
  /** OSGi services and libraries. */
  SUPPORT(1),
  /** The host, which applies the settings before anything else of Keybay starts. */
  HOST(2),
  /** The parts that the host looks for: stores, policy engines; and the plugins it starts. */
  PARTS(3),
  /** The watch on the deploy folder, after the host that judges what is dropped there. */
  DEPLOY(4),
  /** Where HTTP will listen: before HTTP itself, which looks for it once when it starts. */
  DOORS(5),
  HTTP(6);

  private final int number;

  StartLevel(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static StartLevel of(String jar) {
    if (jar.startsWith("core-impl-")) {
      return HOST;
    }
    if (jar.startsWith("store-") || jar.startsWith("policy-")) {
      return PARTS;
    }
    if (jar.startsWith("org.apache.felix.fileinstall-")) {
      return DEPLOY;
    }
    if (jar.startsWith("http-jetty-")) {
      return DOORS;
    }
    return jar.startsWith("org.apache.felix.http.jetty12-") ? HTTP : SUPPORT;
  }
}
