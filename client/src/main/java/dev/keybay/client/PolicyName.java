package dev.keybay.client;

/**
 * Names a stored policy.
 *
 * @param endpoint {@code resource-policy} or {@code attestation-policy}
 */
public record PolicyName(String endpoint, String id) {

  /** The policy that every request of a guest is held against. */
  public static final PolicyName GLOBAL = new PolicyName("resource-policy", "resource-policy");

  /** The policy that appraises evidence, for example {@code default_cpu}. */
  public static PolicyName attestation(String id) {
    return new PolicyName("attestation-policy", id);
  }

  /**
   * The resource policy of a part of a plugin's paths.
   *
   * @param path the plugin's name, and the first segments of the paths after it, with slashes
   */
  public static PolicyName scope(String path) {
    return resource("scope:" + path.replace('/', ':'));
  }

  /** The resource policy that access rules of plugins name so. */
  public static PolicyName resource(String id) {
    return new PolicyName("resource-policy", id);
  }

  String path() {
    return endpoint + "/" + AdminClient.encodePath(id);
  }

  /** For people. */
  @Override
  public String toString() {
    return equals(GLOBAL) ? "resource policy" : endpoint.replace('-', ' ') + " " + id;
  }
}
