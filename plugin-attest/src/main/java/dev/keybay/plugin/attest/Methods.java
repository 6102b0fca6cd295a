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
      throw new KbsException(
          ErrorCode.METHOD_NOT_ALLOWED, endpoint + " takes " + String.join(" and ", allowed));
    }
  }
}
