package dev.keybay.plugin.attest;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** The methods of an endpoint. */
final class Methods {
  private Methods() {}

  /**
   * @throws KbsException {@code METHOD_NOT_ALLOWED} for any other method
   */
  static void expect(HttpServletRequest request, String endpoint, String... allowed) {
    if (!List.of(allowed).contains(request.getMethod())) {
      throw refused(endpoint + " takes " + String.join(" and ", allowed));
    }
  }

  /**
   * @throws KbsException {@code METHOD_NOT_ALLOWED} if the method is not offered now
   */
  static void unless(boolean missing, String endpoint) {
    if (missing) {
      throw refused(endpoint + " does not take this method");
    }
  }

  static KbsException refused(String what) {
    return new KbsException(ErrorCode.METHOD_NOT_ALLOWED, what);
  }
}
