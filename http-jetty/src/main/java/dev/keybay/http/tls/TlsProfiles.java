package dev.keybay.http.tls;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Mozilla's recommendations (wiki.mozilla.org/Security/Server_Side_TLS, version 5.7), with the
 * names of the registry of TLS. What the virtual machine does not have or has switched off is left
 * out later, as are TLS 1.0, TLS 1.1 and 3DES in Java 17.
 */
final class TlsProfiles {
  private static final List<String> TLS_1_3 =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private static final List<String> FORWARD_SECRET =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final List<String> LEGACY =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_RSA_WITH_AES_256_CBC_SHA256",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_3DES_EDE_CBC_SHA");

  /** The rules by the profile's name. Only in the old one the order of the suites is ours. */
  static final Map<String, TlsRules> BY_NAME =
      Map.of(
          "old",
          new TlsRules(
              List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"),
              suites(Stream.of(TLS_1_3, FORWARD_SECRET, LEGACY)),
              true),
          "intermediate",
          new TlsRules(
              List.of("TLSv1.3", "TLSv1.2"), suites(Stream.of(TLS_1_3, FORWARD_SECRET)), false),
          "modern",
          new TlsRules(List.of("TLSv1.3"), TLS_1_3, false));

  private TlsProfiles() {}

  private static List<String> suites(Stream<List<String>> lists) {
    return lists.flatMap(List::stream).toList();
  }
}
