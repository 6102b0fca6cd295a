package dev.keybay.plugin.resource;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before a resource is changed: {@code If-Match} and {@code If-None-Match: *} (RFC
 * 9110, section 13.1). An entity tag is the revision in the store, in quotes.
 *
 * @param ifMatch the header, or null for none
 * @param ifAbsent whether the resource must not be there
 */
record Precondition(@Nullable String ifMatch, boolean ifAbsent) {
  static final Precondition NONE = new Precondition(null, false);

  /**
   * Reads the headers.
   *
   * @throws KbsException {@code BAD_REQUEST} for an {@code If-None-Match} that names tags, which is
   *     for reading
   */
  static Precondition of(HttpServletRequest request) {
    String ifNoneMatch = request.getHeader("If-None-Match");
    if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, "expected If-None-Match to be *, or to be left out");
    }
    return new Precondition(request.getHeader("If-Match"), ifNoneMatch != null);
  }

  /** How a revision is written in headers. */
  static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  /**
   * Returns if a change may be made.
   *
   * @param revision of the resource as it is now; empty if there is none
   * @throws KbsException {@code PRECONDITION_FAILED}
   */
  void check(Optional<Long> revision) {
    if (ifAbsent && revision.isPresent()) {
      throw failed("the resource is there already");
    }
    if (ifMatch != null && revision.isEmpty()) {
      throw failed("there is no such resource");
    }
    if (ifMatch != null && !names(ifMatch, tag(revision.orElseThrow()))) {
      throw failed("the resource has changed; read its ETag again and decide anew");
    }
  }

  private static boolean names(String header, String tag) {
    return header.strip().equals("*")
        || Arrays.stream(header.split(",", -1)).anyMatch(one -> one.strip().equals(tag));
  }

  private static KbsException failed(String why) {
    return new KbsException(ErrorCode.PRECONDITION_FAILED, why + "; nothing was changed");
  }
}
