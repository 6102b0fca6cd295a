package dev.keybay.plugin.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.testing.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceValueServletTest {
  private final Broker broker = new Broker();
  private final ReferenceValueServlet servlet =
      new ReferenceValueServlet(broker.referenceValues, () -> broker.trustee);

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
        assertThrows(KbsException.class, () -> new Exchange("PUT", "svn", "").sendTo(servlet))
            .code());
  }

  @Test
  void valuesAreListedPageByPageWithTheirExpiry() throws Exception {
    register("{\"rvps:///a:1\":1,\"rvps:///b:1\":2,\"svn\":3}");

    assertEquals(
        "{\"values\":[{\"id\":\"rvps:///a:1\",\"value\":1,"
            + "\"expiration\":\"2027-11-01T12:00:00Z\",\"expired\":false}],"
            + "\"next\":\"rvps:///a:1\"}",
        Exchange.get("").asking("prefix", "rvps:").asking("limit", "1").sendTo(servlet).text());
    String second =
        Exchange.get("")
            .asking("prefix", "rvps:")
            .asking("after", "rvps:///a:1")
            .sendTo(servlet)
            .text();
    assertTrue(second.contains("rvps:///b:1"), second);
    assertFalse(second.contains("next"), second);
    assertFalse(second.contains("svn"), second);
  }

  @Test
  void forTrusteeTheListIsAnUnknownValue() {
    broker.trustee = true;

    assertEquals(
        ErrorCode.REFERENCE_VALUE,
        assertThrows(KbsException.class, () -> Exchange.get("").sendTo(servlet)).code());
  }

  @Test
  void aValueIsDeletedOnce() throws Exception {
    register("{\"rvps:///a/b:1\":1}");
    new Exchange("DELETE", "rvps:///a/b:1", "").sendTo(servlet);

    for (String method : List.of("DELETE", "GET")) {
      assertEquals(
          ErrorCode.REFERENCE_VALUE,
          assertThrows(
                  KbsException.class,
                  () -> new Exchange(method, "rvps:///a/b:1", "").sendTo(servlet))
              .code());
    }
  }

  private void register(String json) throws Exception {
    String payload = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    new Exchange("POST", "", "{\"type\":\"sample\",\"payload\":\"" + payload + "\"}")
        .sendTo(servlet);
  }
}
