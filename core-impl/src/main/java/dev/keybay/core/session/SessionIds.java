package dev.keybay.core.session;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Session ids: random UUIDs without their dashes, 32 lower-case hexadecimal digits, which is what
 * the protocol's cookie holds. 122 of the 128 bits are random (RFC 9562 §5.4). They are
 * credentials: the database has them in sealed rows only.
 */
final class SessionIds {
  private static final int BYTES = 16;

  /** The octets whose upper bits say that it is a UUID, and how it was made (RFC 9562 §4). */
  private static final int VERSION_OCTET = 6;

  private static final int VARIANT_OCTET = 8;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    bytes[VERSION_OCTET] = (byte) ((bytes[VERSION_OCTET] & 0x0f) | 0x40);
    bytes[VARIANT_OCTET] = (byte) ((bytes[VARIANT_OCTET] & 0x3f) | 0x80);
    return HexFormat.of().formatHex(bytes);
  }
}
