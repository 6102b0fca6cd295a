package dev.keybay.core.audit;

import dev.keybay.core.audit.AuditBound.Which;
import dev.keybay.core.store.keys.LengthPrefixed;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The chain's HMAC-SHA-256 (RFC 2104): a row's MAC covers the row and the MAC of the row before; a
 * bound's covers the number of rows and the last MAC. A key of its own, so that no MAC made
 * elsewhere fits. Thread-safe.
 */
final class AuditMac {
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

  /** What the first row takes for the MAC of the row before. */
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

  /** Whether it is the row that was written there. */
  boolean isNext(byte[] before, long sequence, AuditRow row) {
    return MessageDigest.isEqual(row.mac(), ofRow(before, sequence, row.fact()));
  }

  AuditBound bound(Which which, long count, byte[] last) {
    return new AuditBound(count, last, ofBound(which, count, last));
  }

  /** A log of which nothing was dropped. */
  AuditBound startOfAll() {
    return bound(Which.START, 0, beforeTheFirst());
  }

  boolean isAuthentic(Which which, AuditBound bound) {
    return MessageDigest.isEqual(bound.mac(), ofBound(which, bound.count(), bound.last()));
  }

  private byte[] ofBound(Which which, long count, byte[] last) {
    return mac(LengthPrefixed.labelled(which.label()).number(count).bytes(last));
  }

  private synchronized byte[] mac(LengthPrefixed fields) {
    return mac.doFinal(fields.toByteArray());
  }
}
