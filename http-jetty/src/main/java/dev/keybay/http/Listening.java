package dev.keybay.http;

import java.util.Optional;

/**
 * Where to listen, and how.
 *
 * @param main the door of the ready line
 * @param tls whether it speaks TLS
 * @param plain a second door without TLS
 */
record Listening(Place main, boolean tls, Optional<Place> plain) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * What the settings ask for.
   *
   * @throws CannotListenException if they contradict each other or are not safe
   */
  static Listening of(HttpSettings settings) throws CannotListenException {
    boolean key = !settings.privateKey().isEmpty();
    boolean certificate = !settings.certificate().isEmpty();
    if (key != certificate) {
      throw new CannotListenException(
          key
              ? "http.privateKey is given without http.certificate. TLS needs both."
              : "http.certificate is given without http.privateKey. TLS needs both.");
    }
    Place main = Place.of(settings.address(), settings.port());
    if (!key && main.isPublic() && !settings.insecureHttp()) {
      throw new CannotListenException(
          "http.address is "
              + settings.address()
              + ", where other machines would speak plain HTTP with this broker. Give"
              + " http.privateKey and http.certificate, or set http.insecureHttp to true.");
    }
    return new Listening(main, key, plain(settings, key));
  }

  /** Plain HTTP stays on this machine unless the operator says otherwise. */
  private static Optional<Place> plain(HttpSettings settings, boolean tls)
      throws CannotListenException {
    if (settings.plainPort() < 0) {
      return Optional.empty();
    }
    if (!tls) {
      throw new CannotListenException(
          "http.plainPort is for a second port beside one with TLS, and http.privateKey is not"
              + " given. Set http.port alone.");
    }
    String address = settings.insecureHttp() ? settings.address() : LOOPBACK;
    return Optional.of(Place.of(address, settings.plainPort()));
  }
}
