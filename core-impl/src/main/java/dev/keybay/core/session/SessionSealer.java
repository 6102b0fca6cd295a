package dev.keybay.core.session;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.session.Session;
import dev.keybay.core.session.SessionTable.SessionRow;
import dev.keybay.core.store.keys.Aead;
import dev.keybay.core.store.keys.DataKey;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.keys.LengthPrefixed;
import dev.keybay.core.store.sql.HostDatabase;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/** Sessions to sealed rows and back. Used by one thread. */
final class SessionSealer {
  private final KeyRing keys;
  private final SessionKey key;
  private final Aead aead = new Aead();

  SessionSealer(HostDatabase database, KeyRing keys) {
    this.keys = keys;
    this.key = new SessionKey(database, keys);
  }

  SessionRow seal(Session session) {
    byte[] digest = SessionIds.digest(session.id());
    long expires = session.expires().toEpochMilli();
    DataKey dataKey = key.next();
    byte[] sealed =
        aead.seal(dataKey.key(), SessionCodec.encode(session), additionalData(digest, expires));
    return new SessionRow(digest, expires, dataKey.id(), sealed);
  }

  /** The session, unless the row does not authenticate. */
  Optional<Session> open(SessionRow row) {
    try {
      Session session =
          SessionCodec.decode(
              aead.open(
                  keys.byId(row.dataKey()),
                  row.sealed(),
                  additionalData(row.digest(), row.expires())));
      return MessageDigest.isEqual(row.digest(), SessionIds.digest(session.id()))
          ? Optional.of(session)
          : Optional.empty();
    } catch (AEADBadTagException | IOException | KbsException e) {
      return Optional.empty();
    }
  }

  private static byte[] additionalData(byte[] digest, long expires) {
    return LengthPrefixed.labelled("keybay session").bytes(digest).number(expires).toByteArray();
  }
}
