package dev.keybay.client.trustee;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code [http_server]}: address, TLS, and the limit of bodies. */
final class HttpReader {
  private static final String FILE = "http.json";
  private static final long MIB = 1 << 20;
  private static final long MAX_MIB = 256;

  private final Takeover takeover;
  private final Copies copies;

  HttpReader(Takeover takeover, Copies copies) {
    this.takeover = takeover;
    this.copies = copies;
  }

  void read(Section http) {
    sockets(http, http.texts("sockets"));
    boolean plain = http.flag("insecure_http").orElse(false);
    if (plain) {
      takeover.set(http, "insecure_http", FILE, "insecureHttp", true);
      for (String key : List.of("private_key", "certificate")) {
        http.text(key)
            .ifPresent(
                value ->
                    takeover.needless(
                        http.path(key), http.place(key), "not in use: insecure_http is true"));
      }
    } else {
      identity(http);
    }
    profile(http);
    http.number("payload_request_size").ifPresent(size -> body(http, size));
  }

  private void sockets(Section http, List<String> sockets) {
    for (int i = 0; i < sockets.size(); i++) {
      String what = http.path("sockets") + "[" + i + "]";
      String socket = sockets.get(i);
      int colon = socket.lastIndexOf(':');
      String port = colon < 0 ? "" : socket.substring(colon + 1);
      if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
        takeover.left(what, http.place("sockets"), "expected an address, a colon and a port");
      } else if (i > 0) {
        takeover.left(
            what, http.place("sockets"), "one address and port only; 0.0.0.0 is every address");
      } else {
        String address = socket.substring(0, colon).replace("[", "").replace("]", "");
        takeover.set(http, "sockets", FILE, "address", address);
        takeover.set(http, "sockets", FILE, "port", Integer.parseInt(port));
      }
    }
  }

  private void identity(Section http) {
    Optional<String> key = http.text("private_key");
    Optional<String> certificate = http.text("certificate");
    if (key.isEmpty() || certificate.isEmpty()) {
      for (String half : List.of("private_key", "certificate")) {
        http.text(half)
            .ifPresent(
                value ->
                    takeover.left(
                        http.path(half), http.place(half), "TLS needs key and certificate"));
      }
      return;
    }
    // Both or none: with one of them alone a broker does not start.
    Optional<Item.Copy> first = copies.key(http, "private_key", key.get(), "trustee-tls.key");
    Optional<Item.Copy> second =
        copies.certificates(http, "certificate", certificate.get(), "trustee-tls.pem");
    if (first.isPresent() && second.isPresent()) {
      takeover.add(first.get());
      takeover.add(second.get());
      takeover.set(http, "private_key", FILE, "privateKey", first.get().name());
      takeover.set(http, "certificate", FILE, "certificate", second.get().name());
    } else if (first.isPresent() || second.isPresent()) {
      String other = first.isPresent() ? "private_key" : "certificate";
      takeover.left(
          http.path(other), http.place(other), "TLS needs both, and the other is missing");
    }
  }

  private void profile(Section http) {
    Optional<String> profile = http.text("tls_profile");
    boolean custom = profile.filter("custom"::equals).isPresent();
    if (profile.isPresent() && !profile.get().matches("old|intermediate|modern|custom")) {
      takeover.left(http.path("tls_profile"), http.place("tls_profile"), "an unknown profile");
    } else {
      profile.ifPresent(name -> takeover.set(http, "tls_profile", FILE, "tlsProfile", name));
    }
    protocols(http, custom);
    List<String> ciphers =
        http.texts("tls_ciphers").stream()
            .flatMap(text -> Arrays.stream(text.split(":", -1))) // as OpenSSL writes a list
            .map(String::strip)
            .toList();
    if (!ciphers.isEmpty()) {
      if (custom && ciphers.stream().allMatch(name -> name.startsWith("TLS_"))) {
        takeover.set(http, "tls_ciphers", FILE, "tlsCiphers", ciphers);
      } else {
        takeover.left(
            http.path("tls_ciphers"),
            http.place("tls_ciphers"),
            "http.json takes the standard names (TLS_…), with the profile custom");
      }
    }
  }

  private void protocols(Section http, boolean custom) {
    Optional<String> min = http.text("tls_min_version");
    Optional<String> max = http.text("tls_max_version");
    if (min.isEmpty() && max.isEmpty() && !custom) {
      return;
    }
    String one = max.isPresent() ? "tls_max_version" : "tls_profile";
    String key = min.isPresent() ? "tls_min_version" : one;
    if (custom) {
      List<String> protocols =
          List.of("1.2", "1.3").stream()
              .filter(version -> version.compareTo(min.orElse("1.2")) >= 0)
              .filter(version -> version.compareTo(max.orElse("1.3")) <= 0)
              .map("TLSv"::concat)
              .toList();
      takeover.set(http, key, FILE, "tlsProtocols", protocols);
    } else {
      takeover.left(
          http.path(key), http.place(key), "the profile decides; for others: tlsProfile custom");
    }
  }

  private void body(Section http, long mib) {
    if (mib < 1 || mib > MAX_MIB) {
      takeover.left(
          http.path("payload_request_size"),
          http.place("payload_request_size"),
          "router.maxBodyBytes may be 1 to " + MAX_MIB + " MiB");
    } else {
      takeover.set(http, "payload_request_size", "router.json", "maxBodyBytes", mib * MIB);
    }
  }
}
