package dev.keybay.plugin.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginState;
import org.junit.jupiter.api.Test;

class PluginServletTest {
  private final ListedPlugins plugins = new ListedPlugins();
  private final PluginServlet servlet = new PluginServlet(plugins);

  @Test
  void everyPluginIsListedWithAllThereIsToKnow() throws Exception {
    Exchange listed = Exchange.get("list").sendTo(servlet);

    assertEquals("application/json", listed.contentType);
    assertEquals(
        "{\"plugins\":["
            + "{\"name\":\"broken\",\"stream\":\"broken-1.0\",\"version\":\"1.0.3\",\"format\":2,"
            + "\"state\":\"FAILED\",\"routes\":[\"broken\"],\"promoted\":true,\"inFlight\":1,"
            + "\"requests\":42,\"digest\":\"sha256:00\",\"source\":\"deploy/broken.jar\","
            + "\"since\":\"2026-11-01T10:00:00Z\",\"problem\":\"it needs Java 21\"},"
            + "{\"name\":\"hello\",\"stream\":\"hello-1.0\",\"version\":\"1.0.3\",\"format\":2,"
            + "\"state\":\"SERVING\",\"routes\":[\"hello\"],\"promoted\":true,\"inFlight\":1,"
            + "\"requests\":42,\"digest\":\"sha256:00\",\"source\":\"deploy/hello.jar\","
            + "\"since\":\"2026-11-01T10:00:00Z\",\"problem\":null}]}",
        listed.text());
  }

  @Test
  void aPluginIsSwitchedOffAndOn() throws Exception {
    Exchange off = new Exchange("POST", "disable/hello", "").sendTo(servlet);
    assertTrue(off.text().contains("\"state\":\"DISABLED\""));
    assertEquals(PluginState.DISABLED, plugins.list().get(1).state());

    Exchange on = new Exchange("POST", "enable/hello", "").sendTo(servlet);
    assertTrue(on.text().contains("\"state\":\"SERVING\""));
    assertEquals(PluginState.SERVING, plugins.list().get(1).state());
  }

  @Test
  void itDoesNotSwitchItselfOff() {
    assertEquals(ErrorCode.CONFLICT, refused(new Exchange("POST", "disable/admin", "")));
    assertEquals(ErrorCode.CONFLICT, refused(new Exchange("POST", "disable/admin@1.0", "")));
  }

  @Test
  void anUnknownPluginIsNotFound() {
    assertEquals(ErrorCode.NOT_FOUND, refused(new Exchange("POST", "enable/nobody", "")));
  }

  @Test
  void whatIsNoOperationIsRefused() {
    assertEquals(ErrorCode.NOT_FOUND, refused(Exchange.get("")));
    assertEquals(ErrorCode.NOT_FOUND, refused(new Exchange("POST", "install", "")));
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(new Exchange("POST", "list", "")));
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(Exchange.get("enable/hello")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("POST", "enable", "")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("POST", "disable/a/b", "")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(Exchange.get("list/all")));
  }

  private ErrorCode refused(Exchange exchange) {
    return assertThrows(KbsException.class, () -> exchange.sendTo(servlet)).code();
  }
}
