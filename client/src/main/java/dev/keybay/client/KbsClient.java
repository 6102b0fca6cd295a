package dev.keybay.client;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A guest: asks for resources, attests when the broker wants it, and decrypts what it gets, step by
 * step as the guests in the field do. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/confidential-containers/trustee/blob/main/kbs/docs/kbs_attestation_protocol.md">the
 *     attestation protocol</a>
 */
public final class KbsClient {

  private static final int ATTEMPTS = 3;
  private static final ErrorBody NO_DETAIL = new ErrorBody("", "");

  private final KbsConnection connection;
  private final GuestAccess access;

  private KbsClient(KbsConnection connection, GuestAccess access) {
    this.connection = connection;
    this.access = access;
  }

  /** A guest that attests to the broker itself (the background-check model). */
  public static KbsClient attesting(KbsConnection connection, TeeKey key, Attester attester) {
    return new KbsClient(connection, new BackgroundCheck(key, attester));
  }

  /**
   * A guest that shows a token (the passport model).
   *
   * @param passports asked once now, and again whenever the broker answers 401; if it has no other
   *     token then, the 401 stands
   */
  public static KbsClient withPassport(KbsConnection connection, Supplier<Passport> passports) {
    return new KbsClient(connection, new PassportAccess(passports));
  }

  /**
   * Attests once, whether or not there is a session already.
   *
   * @return the attestation token
   * @throws KbsClientException if the broker refuses
   * @throws IllegalStateException if this guest shows a passport
   */
  public String attest() {
    return background().attest(connection);
  }

  /** A resource, decrypted. Errors as in {@link #getPath}. */
  public byte[] getResource(ResourcePath resource) {
    return getPath("resource/" + resource);
  }

  /**
   * What a plugin answers to a GET, decrypted. A 401 is answered by attesting and asking again,
   * three times in all; the first request goes out without a session on purpose.
   *
   * @param path plugin, path and query as they follow {@code /kbs/v0/}, percent-encoded
   * @throws KbsClientException {@code request unauthorized} if the third attempt, too, was a 401;
   *     {@code KBS resource not found} for a 404; {@code KBS internal error} for any other status;
   *     or if attesting failed, or the reply cannot be decrypted
   */
  public byte[] getPath(String path) {
    ErrorBody last = NO_DETAIL;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      KbsReply reply = call(KbsCall.of("GET", path));
      if (reply.status() == 200) {
        return decrypt(reply);
      }
      last = error(reply);
      if (reply.status() == 404) {
        throw new KbsClientException("KBS resource not found", 404, last);
      }
      if (reply.status() != 401) {
        throw new KbsClientException("KBS internal error", reply.status(), last);
      }
      if (!access.renew(connection)) {
        break;
      }
    }
    throw new KbsClientException("request unauthorized", 401, last);
  }

  /**
   * One request with this guest's credential as it stands: no attesting, no decrypting, any status.
   *
   * @throws KbsClientException if there is no answer
   */
  public KbsReply call(KbsCall call) {
    KbsReply reply = connection.send(access.authorize(connection, call));
    access.receive(connection.uri(call.path()), reply.headers());
    return reply;
  }

  /** The value of the {@code Cookie} header while there is a session. Secret. */
  public Optional<String> cookie() {
    return background().session().header(connection.uri("resource"));
  }

  /** When the session ends, if there is one and its cookie says so. */
  public Optional<Instant> sessionExpires() {
    return background().session().expires();
  }

  /**
   * Decrypts a reply that this guest has received.
   *
   * @throws KbsClientException if it is not encrypted to its key, or not so that guests can read it
   */
  public byte[] decrypt(KbsReply reply) {
    try {
      return Jwe.parse(reply.body()).decrypt(access.key());
    } catch (GeneralSecurityException e) {
      throw new KbsClientException("the reply could not be decrypted", reply.status(), e);
    } catch (IllegalArgumentException e) {
      throw new KbsClientException(
          "the reply is no JWE that guests can read: " + e.getMessage(), reply.status(), e);
    }
  }

  /** Guests give up on a refusal without this body instead of attesting. */
  private static ErrorBody error(KbsReply reply) {
    return ErrorBody.parse(reply.body())
        .orElseThrow(
            () ->
                new KbsClientException(
                    "status "
                        + reply.status()
                        + " without the body {\"type\",\"detail\"} that guests need",
                    reply.status(),
                    NO_DETAIL));
  }

  private BackgroundCheck background() {
    if (access instanceof BackgroundCheck background) {
      return background;
    }
    throw new IllegalStateException("a guest with a passport neither attests nor has a session");
  }
}
