package dev.keybay.client;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A broker's answer, whatever its status. */
public record KbsReply(int status, HttpHeaders headers, byte[] body) {

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The body as a JSON value.
   *
   * @throws KbsClientException if it is none
   */
  public @Nullable Object json() {
    try {
      return Json.parse(body);
    } catch (IllegalArgumentException e) {
      throw new KbsClientException(
          "the broker's answer could not be read, " + e.getMessage(), status, e);
    }
  }

  /**
   * This answer if it is a 200, the only status of success in the protocol.
   *
   * @param what was attempted, for the error
   * @throws KbsClientException for any other status
   */
  KbsReply orFail(String what) {
    // 207: parts of it failed, and the body says which.
    if (status == 200 || status == 207) {
      return this;
    }
    throw new KbsClientException(
        what + " failed with status " + status,
        status,
        ErrorBody.parse(body).orElseGet(() -> new ErrorBody("", "")));
  }

  /** The status and the length alone: the body may be secret. */
  @Override
  public String toString() {
    return "KbsReply[" + status + ", " + body.length + " bytes]";
  }
}
