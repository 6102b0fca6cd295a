package dev.keybay.plugin.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.event.Event;
import dev.keybay.api.event.ResourceAccessed;
import dev.keybay.testing.Exchange;
import dev.keybay.testing.MapData;
import dev.keybay.testing.MapSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceServletTest {
  private final List<Event> events = new ArrayList<>();
  private final ResourceServlet servlet =
      new ResourceServlet(
          new Resources(
              new MapData(Clock.systemUTC()),
              events::add,
              new ResourceSettings(new MapSettings(Map.of()))));

  @Test
  void whatIsWrittenIsReadByteForByte() throws Exception {
    byte[] secret = new byte[256];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) i;
    }
    Exchange written = new Exchange("POST", "default/key/1", secret).sendTo(servlet);
    assertEquals(200, written.status());
    assertEquals("text/xml", written.contentType());
    assertEquals(0, written.bytes().length);

    assertArrayEquals(secret, Exchange.get("default/key/1").sendTo(servlet).bytes());
  }

  @Test
  void aSecondWriteReplacesTheFirst() throws Exception {
    new Exchange("POST", "default/key/1", "one").sendTo(servlet);
    new Exchange("POST", "default/key/1", "").sendTo(servlet);

    assertEquals("", Exchange.get("default/key/1").sendTo(servlet).text());
  }

  @Test
  void aDeletedResourceIsGone() throws Exception {
    new Exchange("POST", "default/key/1", "one").sendTo(servlet);
    Exchange deleted = new Exchange("DELETE", "default/key/1", "").sendTo(servlet);
    assertEquals("text/xml", deleted.contentType());

    assertEquals(ErrorCode.NOT_FOUND, refused(Exchange.get("default/key/1")));
    assertEquals(ErrorCode.NOT_FOUND, refused(new Exchange("DELETE", "default/key/1", "")));
  }

  @Test
  void oneResourceIsNotAnother() throws Exception {
    new Exchange("POST", "default/key/1", "one").sendTo(servlet);

    assertEquals(ErrorCode.NOT_FOUND, refused(Exchange.get("default/key/2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1/2",
        "/1/2",
        "/1/2/3",
        "1/2/3/4",
        "1/2/",
        "a//b/c",
        "a/.b/c",
        "../b/c",
        "a/b/c d",
        "a/b/ü",
        "a/b/c:1",
        "a/b/c\\d"
      })
  void anIllegalPathIsABadRequest(String path) {
    assertEquals(ErrorCode.BAD_REQUEST, refused(Exchange.get(path)));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("POST", path, "x")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("DELETE", path, "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b/c", "-a/_b/c.1", "A.b.c/0/x-", "a../b/c"})
  void aLegalPathIsTaken(String path) throws Exception {
    new Exchange("POST", path, "x").sendTo(servlet);

    assertEquals("x", Exchange.get(path).sendTo(servlet).text());
  }

  @Test
  void otherMethodsAreNotAllowed() {
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(new Exchange("PUT", "a/b/c", "x")));
  }

  @Test
  void everyAttemptIsToldWithoutTheSecret() throws Exception {
    new Exchange("POST", "a/b/c", "hidden").sendTo(servlet);
    Exchange.get("a/b/c").sendTo(servlet);
    refused(Exchange.get("a/b/d"));
    new Exchange("DELETE", "a/b/c", "").sendTo(servlet);

    assertEquals(
        List.of(
            new ResourceAccessed("write", "a/b/c"),
            new ResourceAccessed("read", "a/b/c"),
            new ResourceAccessed("read", "a/b/d"),
            new ResourceAccessed("delete", "a/b/c")),
        events);
  }

  @Test
  void theAnswerOfAReadIsRaw() throws Exception {
    new Exchange("POST", "a/b/c", "geheim").sendTo(servlet);
    Exchange read = Exchange.get("a/b/c").sendTo(servlet);

    assertEquals("application/octet-stream", read.contentType());
    assertEquals("geheim", new String(read.bytes(), StandardCharsets.UTF_8));
  }

  private ErrorCode refused(Exchange exchange) {
    return assertThrows(KbsException.class, () -> exchange.sendTo(servlet)).code();
  }
}
