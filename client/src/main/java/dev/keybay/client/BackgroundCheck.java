package dev.keybay.client;

import java.net.URI;
import java.net.http.HttpHeaders;

/** A guest that attests to the broker itself and is known by its cookie. */
final class BackgroundCheck implements GuestAccess {

  private final TeeKey key;
  private final Attester attester;
  private final Session session = new Session();

  BackgroundCheck(TeeKey key, Attester attester) {
    this.key = key;
    this.attester = attester;
  }

  @Override
  public KbsCall authorize(KbsConnection connection, KbsCall call) {
    return session
        .header(connection.uri(call.path()))
        .map(cookie -> call.withHeader("Cookie", cookie))
        .orElse(call);
  }

  @Override
  public void receive(URI uri, HttpHeaders headers) {
    session.receive(uri, headers);
  }

  @Override
  public boolean renew(KbsConnection connection) {
    attest(connection);
    return true;
  }

  /** One handshake at a time: two would overwrite each other's cookie. */
  synchronized String attest(KbsConnection connection) {
    return new Handshake(connection, this, attester).run();
  }

  @Override
  public TeeKey key() {
    return key;
  }

  Session session() {
    return session;
  }
}
