package dev.keybay.core.routing;

import dev.keybay.core.access.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ThreadLocalRandom;

/** Which hundredth of the guests a request belongs to: the same for a whole session. */
final class Bucket {
  private Bucket() {}

  static int of(HttpServletRequest request) {
    Credentials credentials = Credentials.of(request);
    return credentials
        .sessionId()
        .or(credentials::bearer)
        .map(Bucket::of)
        .orElseGet(() -> ThreadLocalRandom.current().nextInt(Shares.BUCKETS));
  }

  /** Spreads the bits, because the ends of tokens and ids look alike. */
  static int of(String text) {
    int hash = text.hashCode() * 0x9E3779B9;
    return Integer.remainderUnsigned(hash ^ (hash >>> 15), Shares.BUCKETS);
  }
}
