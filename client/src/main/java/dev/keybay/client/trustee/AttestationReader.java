package dev.keybay.client.trustee;

import java.util.Locale;
import java.util.Optional;

/** {@code [attestation_service]}: the handshake and the tokens that it gives. */
final class AttestationReader {
  private static final String ATTEST = "plugin.attest.json";
  private static final String TOKEN = "token.json";
  private static final int MAX_MINUTES = 1440;

  private final Takeover takeover;
  private final Copies copies;

  AttestationReader(Takeover takeover, Copies copies) {
    this.takeover = takeover;
    this.copies = copies;
  }

  /** Whether evidence is verified in this Trustee itself. */
  static boolean isBuiltIn(Section service) {
    return normal(service.text("type").orElse("")).equals("cocoasbuiltin");
  }

  void read(Section service) {
    service.text("type").ifPresent(type -> type(service, normal(type)));
    minutes(service, "timeout", ATTEST, "sessionMinutes");
    Section broker = service.section("attestation_token_broker");
    minutes(broker, "duration_min", TOKEN, "durationMinutes");
    text(broker, "issuer_name", TOKEN, "issuer");
    text(broker, "developer_name", ATTEST, "developer");
    text(broker, "build_name", ATTEST, "build");
    text(broker, "profile_name", ATTEST, "profile");
    broker
        .flag("verbose_token")
        .ifPresent(
            verbose -> takeover.set(broker, "verbose_token", ATTEST, "verboseToken", verbose));
    if (!broker.text("type").map(AttestationReader::normal).orElse("ear").equals("ear")) {
      takeover.left(broker.path("type"), broker.place("type"), "tokens are EAR tokens");
    }
    signer(broker.section("signer"));
    values(service.section("rvps_config"));
  }

  private void type(Section service, String type) {
    switch (type) {
      case "cocoasbuiltin" -> {
        // As Keybay itself.
      }
      case "cocoasgrpc" ->
          takeover.left(
              service.path("type"),
              service.place("type"),
              "evidence is verified here. The tokens of that service: token.trustedJwkSets");
      case "intelta" ->
          takeover.left(
              service.path("type"),
              service.place("type"),
              "Intel Trust Authority is not asked. Its tokens: token.trustedJwkSets");
      default -> takeover.left(service.path("type"), service.place("type"), "an unknown service");
    }
  }

  private void signer(Section signer) {
    Optional<Item.Copy> key =
        signer
            .text("key_path")
            .flatMap(file -> copies.key(signer, "key_path", file, "trustee-token.key"));
    Optional<String> chain = signer.text("cert_path");
    Optional<String> url = signer.text("cert_url");
    if (key.isEmpty()) {
      return;
    }
    takeover.add(key.get());
    takeover.set(signer, "key_path", TOKEN, "signerKey", key.get().name());
    chain
        .flatMap(file -> copies.certificates(signer, "cert_path", file, "trustee-token.pem"))
        .ifPresent(
            copy -> {
              takeover.add(copy);
              takeover.set(signer, "cert_path", TOKEN, "signerCertificates", copy.name());
            });
    url.ifPresent(value -> takeover.set(signer, "cert_url", TOKEN, "signerCertificateUrl", value));
  }

  private void values(Section rvps) {
    if (!normal(rvps.text("type").orElse("BuiltIn")).equals("builtin")) {
      takeover.left(
          rvps.path("type"),
          rvps.place("type"),
          "values of another RVPS are not read: keybay reference-value set");
    }
  }

  private void minutes(Section section, String key, String file, String setting) {
    section
        .number(key)
        .ifPresent(
            minutes -> {
              if (minutes < 1 || minutes > MAX_MINUTES) {
                takeover.left(
                    section.path(key), section.place(key), setting + " is 1 to 1440 minutes");
              } else {
                takeover.set(section, key, file, setting, minutes);
              }
            });
  }

  private void text(Section section, String key, String file, String setting) {
    section.text(key).ifPresent(value -> takeover.set(section, key, file, setting, value));
  }

  private static String normal(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
