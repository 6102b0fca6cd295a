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

  SessionRow seal(Held held) {
    Session session = held.session();
    long number = held.number();
    long expires = session.expires().toEpochMilli();
    DataKey dataKey = key.next();
    byte[] sealed =
        aead.seal(dataKey.key(), SessionCodec.encode(session), additionalData(number, expires));
    return new SessionRow(number, expires, dataKey.id(), sealed);
  }

  /** The session, unless the row does not authenticate. */
  Optional<Held> open(SessionRow row) {
    try {
      byte[] text =
          aead.open(
              keys.byId(row.dataKey()), row.sealed(), additionalData(row.number(), row.expires()));
      return Optional.of(new Held(SessionCodec.decode(text), row.number()));
    } catch (AEADBadTagException | IOException | KbsException e) {
      return Optional.empty();
    }
  }

  private static byte[] additionalData(long number, long expires) {
    return LengthPrefixed.labelled("keybay session").number(number).number(expires).toByteArray();
  }
}
