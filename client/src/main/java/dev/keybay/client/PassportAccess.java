package dev.keybay.client;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.function.Supplier;

/** A guest with a token that somebody else attested for. */
final class PassportAccess implements GuestAccess {

  private final Supplier<Passport> source;
  private volatile Passport passport;

  PassportAccess(Supplier<Passport> source) {
    this.source = source;
    this.passport = source.get();
  }

  @Override
  public KbsCall authorize(KbsConnection connection, KbsCall call) {
    return connection.authorize(call, passport.token());
  }

  @Override
  public void receive(URI uri, HttpHeaders headers) {
    // A passport is all the state there is.
  }

  @Override
  public boolean renew(KbsConnection connection) {
    Passport fresh = source.get();
    boolean changed = !fresh.token().equals(passport.token());
    passport = fresh;
    return changed;
  }

  @Override
  public TeeKey key() {
    return passport.key();
  }
}
