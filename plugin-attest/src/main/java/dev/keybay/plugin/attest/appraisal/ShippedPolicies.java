package dev.keybay.plugin.attest.appraisal;

import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The policies in this bundle, {@code policies/<id>.rego}. */
final class ShippedPolicies {
  private static final List<String> IDS =
      List.of("default_cpu", "default_gpu", "default_switch", "default_ppcie");

  private ShippedPolicies() {}

  /** Stores each unless one of its id exists. */
  static void storeIn(Policies policies) {
    IDS.forEach(id -> policies.setDefault(Kind.ATTESTATION, id, text(id)));
  }

  private static String text(String id) {
    String name = "/policies/" + id + ".rego";
    try (InputStream text = ShippedPolicies.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
