package dev.keybay.client.trustee;

import dev.keybay.client.Json;
import dev.keybay.client.ResourcePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Which resources were imported, so that a second run can tell what is there: a broker shows no
 * administrator the value of a resource, nor a digest of it. Kept beside the settings, readable for
 * its owner alone; of each resource the entity tag that the broker gave, and a keyed digest of the
 * value. Not thread-safe.
 */
final class Ledger {
  /** Hidden, so that the broker does not take it for settings. */
  static final String NAME = ".trustee-import";

  private static final int MAX_BYTES = 64 << 20;
  private static final int KEY_BYTES = 32;

  private final Path file;
  private final byte[] key;
  private final Map<String, String> entries;

  private Ledger(Path file, byte[] key, Map<String, String> entries) {
    this.file = file;
    this.key = key;
    this.entries = entries;
  }

  /** The one of a settings folder; a new one if there is none. */
  static Ledger open(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      return new Ledger(file, key, new TreeMap<>());
    }
    try {
      Map<String, @Nullable Object> members = Json.parseObject(Places.read(file, MAX_BYTES));
      Map<String, String> entries = new TreeMap<>();
      Json.object(members.get("resources"))
          .forEach((path, entry) -> entries.put(path, String.valueOf(entry)));
      return new Ledger(file, Base64.getDecoder().decode(Json.string(members, "key")), entries);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged: remove it", e);
    }
  }

  /** Whether exactly this value was imported, and the broker has had no other since. */
  boolean knows(ResourcePath path, byte[] value, String tag) {
    String entry = entries.get(path.toString());
    return entry != null && MessageDigest.isEqual(bytes(entry), bytes(entry(path, value, tag)));
  }

  void put(ResourcePath path, byte[] value, String tag) {
    entries.put(path.toString(), entry(path, value, tag));
  }

  void save() throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("key", Base64.getEncoder().encodeToString(key));
    members.put("resources", entries);
    AtomicFile.write(file, Json.bytes(members), true);
  }

  private String entry(ResourcePath path, byte[] value, String tag) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(bytes(path + "\n"));
      return tag + " " + Base64.getEncoder().encodeToString(mac.doFinal(value));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
