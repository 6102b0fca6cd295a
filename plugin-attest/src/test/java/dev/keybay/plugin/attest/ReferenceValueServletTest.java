package dev.keybay.plugin.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.testing.Exchange;
import org.junit.jupiter.api.Test;

class ReferenceValueServletTest {
  private final ReferenceValueServlet servlet =
      new ReferenceValueServlet(new Broker().referenceValues);

  @Test
  void aValueIsRegisteredAndRead() throws Exception {
    // {"rvps:///a/b:1":["x"]}
    Exchange registered =
        new Exchange(
                "POST",
                "trailing/segments",
                "{\"type\":\"sample\",\"payload\":\"eyJydnBzOi8vL2EvYjoxIjpbIngiXX0=\"}")
            .sendTo(servlet);
    assertEquals(200, registered.status());
    assertEquals("application/json", registered.contentType());
    assertEquals("", registered.text());

    Exchange read = Exchange.get("rvps:///a/b:1").sendTo(servlet);
    assertEquals("application/json", read.contentType());
    assertEquals("[\"x\"]", read.text());
  }

  @Test
  void otherMethodsAreNotAllowed() {
    assertEquals(
        ErrorCode.METHOD_NOT_ALLOWED,
        assertThrows(KbsException.class, () -> new Exchange("DELETE", "svn", "").sendTo(servlet))
            .code());
  }
}
