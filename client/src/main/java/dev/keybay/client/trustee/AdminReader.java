package dev.keybay.client.trustee;

import dev.keybay.format.access.EndpointPattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code [admin]}: who is an administrator, and what roles may do. */
final class AdminReader {
  private final Takeover takeover;
  private final Copies copies;
  private final Path conf;
  private final boolean insecure;

  /**
   * @param conf the settings folder, for URIs of what is copied there
   * @param insecure whether doors that Trustee leaves open are opened here too
   */
  AdminReader(Takeover takeover, Copies copies, Path conf, boolean insecure) {
    this.takeover = takeover;
    this.copies = copies;
    this.conf = conf;
    this.insecure = insecure;
  }

  void read(Section admin) {
    admin.text("authorization_mode").ifPresent(mode -> mode(admin, mode));
    List<Section> providers =
        admin.section("authentication").section("bearer_jwt").sections("identity_providers");
    for (int i = 0; i < providers.size(); i++) {
      provider(providers.get(i), i + 1);
    }
    List<Section> rules = admin.section("authorization").section("regex_acl").sections("acls");
    for (int i = 0; i < rules.size(); i++) {
      rule(rules.get(i), "admin.acl~trustee-" + (i + 1) + ".json");
    }
  }

  private void mode(Section admin, String mode) {
    String key = "authorization_mode";
    switch (mode.replace("_", "").toLowerCase(Locale.ROOT)) {
      case "authenticatedauthorization" ->
          takeover.set(admin, key, "admin.json", "authorizationMode", "AuthenticatedAuthorization");
      case "denyall" -> takeover.set(admin, key, "admin.json", "authorizationMode", "DenyAll");
      case "insecureallowall" -> {
        if (insecure) {
          takeover.set(admin, key, "admin.json", "authorizationMode", "InsecureAllowAll");
        } else {
          takeover.left(
              admin.path(key),
              admin.place(key),
              "the door stays closed: keybay admin token. If you mean it: --insecure");
        }
      }
      default -> takeover.left(admin.path(key), admin.place(key), "an unknown mode");
    }
  }

  private void provider(Section provider, int number) {
    String file = "admin.identity~trustee-" + number + ".json";
    provider.text("issuer").ifPresent(iss -> takeover.set(provider, "issuer", file, "issuer", iss));
    provider
        .text("audience")
        .ifPresent(aud -> takeover.set(provider, "audience", file, "audience", aud));
    String name = "trustee-admin-" + number;
    keys(provider, "public_key_uri", name + ".pem")
        .ifPresent(uri -> takeover.set(provider, "public_key_uri", file, "publicKeyUri", uri));
    // Not .json: it would be taken for settings.
    keys(provider, "jwk_set_uri", name + ".jwks")
        .ifPresent(uri -> takeover.set(provider, "jwk_set_uri", file, "jwkSetUri", uri));
  }

  private Optional<String> keys(Section provider, String key, String name) {
    return provider.text(key).flatMap(uri -> copied(provider, key, uri, name));
  }

  private Optional<String> copied(Section section, String key, String uri, String name) {
    if (uri.startsWith("https:")) {
      return Optional.of(uri);
    }
    if (uri.contains("://") && !uri.startsWith("file:")) {
      takeover.left(section.path(key), section.place(key), "only file: and https: are read");
      return Optional.empty();
    }
    Optional<Item.Copy> copy = copies.publicKeys(section, key, uri, name);
    copy.ifPresent(takeover::add);
    return copy.map(file -> conf.resolve(file.name()).toUri().toString());
  }

  /** A set of keys, by the URI that Keybay reads; a file is copied. */
  Optional<String> keySet(Section section, String key, String uri, String name) {
    return copied(section, key, uri, name);
  }

  private void rule(Section rule, String file) {
    Optional<String> role = rule.text("role");
    Optional<String> allowed = rule.text("allowed_endpoints");
    Optional<String> wrong = allowed.flatMap(EndpointPattern::problem);
    if (wrong.isPresent()) {
      takeover.left(rule.path("allowed_endpoints"), rule.place("allowed_endpoints"), wrong.get());
    } else if (role.isPresent() && allowed.isPresent()) {
      takeover.set(rule, "role", file, "role", role.get());
      takeover.set(rule, "allowed_endpoints", file, "allowedEndpoints", allowed.get());
    } else {
      takeover.left(rule.path("role"), rule.place("role"), "a rule has role and allowed_endpoints");
    }
  }
}
