package dev.keybay.policy.rego;

import dev.keybay.api.policy.CompiledPolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The policies compiled last, by the SHA-384 of their text. Thread-safe. */
final class CompiledCache {
  private static final int MAX = 32;

  /** Guarded by this object. The least recently used one comes first. */
  private final Map<String, CompiledPolicy> policies = new LinkedHashMap<>(16, 0.75f, true);

  CompiledPolicy get(String source, Supplier<CompiledPolicy> compiler) {
    String hash = hash(source);
    synchronized (this) {
      CompiledPolicy known = policies.get(hash);
      if (known != null) {
        return known;
      }
    }
    CompiledPolicy compiled = compiler.get();
    synchronized (this) {
      policies.put(hash, compiled);
      if (policies.size() > MAX) {
        policies.remove(policies.keySet().iterator().next());
      }
    }
    return compiled;
  }

  private static String hash(String source) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-384");
      return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-384", e);
    }
  }
}
