package dev.keybay.core.pluginkey;

import dev.keybay.format.naming.PluginVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** One key of one version. The text is in memory only; what is stored is its SHA-256. */
final class HostKey {
  private static final String PREFIX = "keybay-plugin.";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PluginVersion plugin;
  private final String text;
  private final String hash;

  private HostKey(PluginVersion plugin, String text) {
    this.plugin = plugin;
    this.text = text;
    this.hash = hash(text);
  }

  static HostKey fresh(PluginVersion plugin) {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    return new HostKey(
        plugin, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** What a key is found by: 256 random bits need no salt. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  PluginVersion plugin() {
    return plugin;
  }

  String text() {
    return text;
  }

  String hash() {
    return hash;
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "HostKey[" + plugin + "]";
  }
}
