package dev.keybay.client;

import java.net.URI;
import java.net.http.HttpHeaders;

/** How a guest shows that it is attested. */
sealed interface GuestAccess permits BackgroundCheck, PassportAccess {

  /** The call with this guest's credential, as far as it has one. */
  KbsCall authorize(KbsConnection connection, KbsCall call);

  /** Takes the cookies of an answer. */
  void receive(URI uri, HttpHeaders headers);

  /**
   * Gets a new credential after a 401.
   *
   * @return whether there is a new one, so that another attempt makes sense
   * @throws KbsClientException if attesting failed
   */
  boolean renew(KbsConnection connection);

  /** The key that replies are encrypted to. */
  TeeKey key();
}
