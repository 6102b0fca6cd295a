package dev.keybay.core.store;

import dev.keybay.api.store.SecretNamespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/** A process that writes until it is killed, and says each key after its write has returned. */
final class KilledWriter {
  static final String NAMESPACE = "killed";

  private KilledWriter() {}

  public static void main(String[] arguments) throws Exception {
    OpenStore store = new OpenStore(Path.of(arguments[0]), Clock.systemUTC());
    SecretNamespace secrets = store.namespace(NAMESPACE);
    for (int i = 0; ; i++) {
      String key = "r" + arguments[1] + "/" + i;
      long revision = secrets.put(key, value(key)).revision();
      System.out.println(key + " " + revision + " .");
      if (i % 20 == 7) {
        store.secrets().rotateKeyEncryptionKey();
      }
    }
  }

  /** Between 1 byte and some pages long. */
  static byte[] value(String key) {
    byte[] value = new byte[1 + Math.floorMod(key.hashCode(), 9000)];
    Arrays.fill(value, key.getBytes(StandardCharsets.UTF_8)[key.length() - 1]);
    return value;
  }
}
