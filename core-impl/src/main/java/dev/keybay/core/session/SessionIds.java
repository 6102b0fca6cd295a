package dev.keybay.core.session;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Session ids: 128 random bits as 32 lower-case hexadecimal digits. They are credentials: the
 * database has them in sealed rows only.
 */
final class SessionIds {
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
