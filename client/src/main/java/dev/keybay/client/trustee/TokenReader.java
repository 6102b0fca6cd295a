package dev.keybay.client.trustee;

import java.util.ArrayList;
import java.util.List;

/** {@code [attestation_token]}: whose tokens are believed. */
final class TokenReader {
  private static final String FILE = "token.json";

  private final Takeover takeover;
  private final Copies copies;
  private final AdminReader keySets;
  private final boolean insecure;

  TokenReader(Takeover takeover, Copies copies, AdminReader keySets, boolean insecure) {
    this.takeover = takeover;
    this.copies = copies;
    this.keySets = keySets;
    this.insecure = insecure;
  }

  /**
   * @param own whether this Trustee attests by itself, as Keybay does
   */
  void read(Section token, boolean own) {
    certificates(token);
    keySets(token);
    List<String> pointers = token.texts("extra_teekey_paths");
    if (!pointers.isEmpty()) {
      takeover.set(token, "extra_teekey_paths", FILE, "extraTeeKeyPaths", pointers);
    }
    if (token.flag("insecure_header_jwk").orElse(false)) {
      header(token, own);
    }
  }

  private void certificates(Section token) {
    List<String> names = new ArrayList<>();
    List<String> files = token.texts("trusted_certs_paths");
    for (int i = 0; i < files.size(); i++) {
      String name = "trustee-trusted-" + (i + 1) + ".pem";
      copies
          .certificates(token, "trusted_certs_paths", files.get(i), name)
          .ifPresent(
              copy -> {
                takeover.add(copy);
                names.add(copy.name());
              });
    }
    if (!names.isEmpty()) {
      takeover.set(token, "trusted_certs_paths", FILE, "trustedCertificates", names);
    }
  }

  private void keySets(Section token) {
    List<String> uris = new ArrayList<>();
    List<String> given = token.texts("trusted_jwk_sets");
    for (int i = 0; i < given.size(); i++) {
      String name = "trustee-trusted-" + (i + 1) + ".jwks";
      keySets.keySet(token, "trusted_jwk_sets", given.get(i), name).ifPresent(uris::add);
    }
    if (!uris.isEmpty()) {
      takeover.set(token, "trusted_jwk_sets", FILE, "trustedJwkSets", uris);
    }
  }

  private void header(Section token, boolean own) {
    String key = "insecure_header_jwk";
    if (insecure) {
      takeover.set(token, key, FILE, "insecureHeaderJwk", true);
    } else if (own) {
      takeover.needless(
          token.path(key), token.place(key), "Keybay believes its own tokens without it");
    } else {
      takeover.left(
          token.path(key),
          token.place(key),
          "anybody could make tokens: trustedCertificates or trustedJwkSets. If you mean it:"
              + " --insecure");
    }
  }
}
