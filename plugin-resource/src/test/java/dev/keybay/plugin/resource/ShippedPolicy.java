package dev.keybay.plugin.resource;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Compiles the policies of this bundle with the engine for Rego. */
final class ShippedPolicy {
  private static final String ENGINE = "dev.keybay.policy.rego.RegoEngine";

  private ShippedPolicy() {}

  static CompiledPolicy compiled(String id) throws IOException {
    try (InputStream text = ShippedPolicy.class.getResourceAsStream("/policies/" + id + ".rego")) {
      byte[] source = Objects.requireNonNull(text, id).readAllBytes();
      return engine().compile(id, new String(source, StandardCharsets.UTF_8));
    }
  }

  /** By its name: the module that it comes from has no public way in but the service. */
  private static PolicyEngine engine() {
    try {
      return Class.forName(ENGINE)
          .asSubclass(PolicyEngine.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      return abort("SHIPPED POLICIES ARE NOT TESTED: no " + ENGINE + " on the class path");
    }
  }
}
