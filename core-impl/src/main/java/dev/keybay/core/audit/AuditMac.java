package dev.keybay.core.audit;

import dev.keybay.core.store.keys.LengthPrefixed;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The chain's HMAC-SHA-256 (RFC 2104): a row's MAC covers the row and the MAC of the row before;
 * the head's covers the number of rows and the last MAC. A key of its own, so that no MAC made
 * elsewhere fits. Thread-safe.
 */
final class AuditMac {
  /** What the first row takes for the MAC of the row before. */
  private static final int LENGTH = 32;

  /** Keyed once: rows are many, and written by one at a time. Guarded by this. */
  private final Mac mac;

  AuditMac(SecretKey key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not usable in this Java", e);
    }
  }

  static byte[] beforeTheFirst() {
    return new byte[LENGTH];
  }

  byte[] ofRow(byte[] before, long sequence, AuditFact fact) {
    return mac(
        LengthPrefixed.labelled("keybay audit row")
            .bytes(before)
            .number(sequence)
            .number(fact.at())
            .text(fact.actor())
            .text(fact.requestId())
            .text(fact.action())
            .text(fact.target())
            .text(fact.outcome())
            .number(fact.revision()));
  }

  AuditHead head(long count, byte[] last) {
    return new AuditHead(count, last, ofHead(count, last));
  }

  boolean authentic(AuditHead head) {
    return MessageDigest.isEqual(head.mac(), ofHead(head.count(), head.last()));
  }

  private byte[] ofHead(long count, byte[] last) {
    return mac(LengthPrefixed.labelled("keybay audit head").number(count).bytes(last));
  }

  private synchronized byte[] mac(LengthPrefixed fields) {
    return mac.doFinal(fields.toByteArray());
  }
}
