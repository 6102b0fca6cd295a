package dev.keybay.core.audit;

import dev.keybay.core.audit.AuditBound.Which;
import dev.keybay.core.audit.AuditVerdict.Broken;
import dev.keybay.core.audit.AuditVerdict.Intact;
import dev.keybay.core.store.sql.HostDatabase;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Walks the chain in pages, beside writers: what they append meanwhile is left out, and when rows
 * are dropped meanwhile it begins again.
 */
final class AuditVerifier {
  private static final int PAGE = 1000;

  private final HostDatabase database;
  private final AuditMac mac;

  AuditVerifier(HostDatabase database, AuditMac mac) {
    this.database = database;
    this.mac = mac;
  }

  AuditVerdict verify() {
    while (true) {
      AuditBounds bounds = database.read(AuditBounds::find);
      AuditVerdict verdict = walk(bounds);
      if (verdict instanceof Intact || start(database.read(AuditBounds::find)) == start(bounds)) {
        return verdict;
      }
    }
  }

  private static long start(AuditBounds bounds) {
    return bounds.start().map(AuditBound::count).orElse(0L);
  }

  private AuditVerdict walk(AuditBounds bounds) {
    Optional<AuditBound> head = bounds.head().filter(end -> mac.isAuthentic(Which.HEAD, end));
    if (head.isEmpty()) {
      return broken(bounds.highest(), "the head of the log does not authenticate");
    }
    AuditBound start = bounds.start().orElseGet(mac::startOfAll);
    if (!mac.isAuthentic(Which.START, start)) {
      return broken(start.count(), "the start of the log does not authenticate");
    }
    long count = head.get().count();
    byte[] last = start.last();
    long expected = start.count() + 1;
    while (expected <= count) {
      long after = expected - 1;
      List<AuditRow> page = database.read(connection -> AuditRow.page(connection, after, PAGE));
      for (AuditRow row : page) {
        if (expected > count) {
          break;
        }
        if (row.sequence() != expected) {
          return broken(expected, "the row is missing");
        }
        if (!mac.isNext(last, expected, row)) {
          return broken(expected, "the row does not authenticate in its place");
        }
        last = row.mac();
        expected++;
      }
      if (page.isEmpty()) {
        return broken(expected, "the row is missing, and all after it");
      }
    }
    if (!MessageDigest.isEqual(last, head.get().last())) {
      return broken(count, "the last row is not the one that the head names");
    }
    if (bounds.highest() > count) {
      return broken(count + 1, "the row is beyond the end of the log");
    }
    return new Intact(count - start.count());
  }

  private static Broken broken(long sequence, String reason) {
    return new Broken(sequence, reason);
  }
}
