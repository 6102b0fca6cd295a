package dev.keybay.plugin.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.testing.Exchange;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginServletTest {
  private final ListedPlugins plugins = new ListedPlugins();
  private final PluginServlet servlet = new PluginServlet(plugins, plugins);

  @Test
  void everyPluginIsListedWithAllThereIsToKnow() throws Exception {
    Exchange listed = Exchange.get("list").sendTo(servlet);

    assertEquals("application/json", listed.contentType());
    assertEquals(
        "{\"plugins\":["
            + "{\"name\":\"broken\",\"stream\":\"broken-1.0\",\"version\":\"1.0.3\",\"format\":2,"
            + "\"state\":\"FAILED\",\"routes\":[\"broken\"],\"promoted\":true,\"inFlight\":1,"
            + "\"requests\":42,\"digest\":\"sha256:00\",\"signer\":null,\"source\":\"deploy/broken.jar\","
            + "\"since\":\"2026-11-01T10:00:00Z\",\"problem\":\"it needs Java 21\","
            + "\"trust\":\"reviewed\",\"trustNote\":\"read\",\"trustBy\":\"admin:a\",\"trustSince\":\"2026-11-01T10:00:00Z\",\"permissions\":[\"host:notify\"],\"drift\":null,\"leak\":null,"
            + "\"isolation\":\"in-process\",\"weight\":95,\"exposed\":true,\"aliases\":[\"old@1.0.0\"],\"failures\":3},"
            + "{\"name\":\"hello\",\"stream\":\"hello-1.0\",\"version\":\"1.0.3\",\"format\":2,"
            + "\"state\":\"SERVING\",\"routes\":[\"hello\"],\"promoted\":true,\"inFlight\":1,"
            + "\"requests\":42,\"digest\":\"sha256:00\",\"signer\":null,\"source\":\"deploy/hello.jar\","
            + "\"since\":\"2026-11-01T10:00:00Z\",\"problem\":null,"
            + "\"trust\":\"reviewed\",\"trustNote\":\"read\",\"trustBy\":\"admin:a\",\"trustSince\":\"2026-11-01T10:00:00Z\",\"permissions\":[\"host:notify\"],\"drift\":null,\"leak\":null,"
            + "\"isolation\":\"in-process\",\"weight\":95,\"exposed\":true,\"aliases\":[\"old@1.0.0\"],\"failures\":3}]}",
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
    for (String itself : List.of("admin", "admin@1.0", "admin@1.0.3", "admin-1.0", "admin-1.0.3")) {
      assertEquals(ErrorCode.CONFLICT, refused(new Exchange("POST", "disable/" + itself, "")));
    }
  }

  @Test
  void whatIsOnlyCalledLikeItIsSwitchedOff() throws Exception {
    for (String other : List.of("admin-console", "admin-2", "admin-console-1.0", "administrator")) {
      plugins.add(other);
      new Exchange("POST", "disable/" + other, "").to("admin").sendTo(servlet);
      PluginRequest last = plugins.asked.get(plugins.asked.size() - 1);
      assertEquals("disable " + other, last.operation().word() + " " + last.target());
    }
  }

  @Test
  void everyOperationIsReadFromItsRequest() throws Exception {
    assertRead("POST", "rollback/hello", "", "rollback hello {}");
    assertRead("POST", "downgrade/hello", "", "downgrade hello {}");
    assertRead("POST", "unregister/hello", "", "unregister hello {}");
    assertRead("PUT", "route/hello", "{\"1.0.3\": 100}", "route hello {1.0.3=100}");
    assertRead("DELETE", "alias/hello", "", "unalias hello {}");
    assertRead("POST", "alias", "{\"from\":\"hello\",\"to\":\"b\"}", "alias hello {to=b}");
    assertRead("POST", "sync", "", "sync  {}");
    assertRead("POST", "update/hello", "", "update hello {}");
    assertRead("POST", "trust/hello", "{\"level\":\"trusted\"}", "trust hello {level=trusted}");
    assertRead("POST", "key/rotate/hello", "", "key-rotate hello {}");
    assertRead("DELETE", "key/hello", "", "key-revoke hello {}");
  }

  @Test
  void whatFailedInPartIsAMultiStatus() throws Exception {
    plugins.changes = List.of(new PluginChange("hello@1.0.3", "failed", "its bytes are gone"));
    Exchange sync = new Exchange("POST", "sync", "").sendTo(servlet);
    assertEquals(207, sync.status());
    assertTrue(sync.text().contains("its bytes are gone"));
  }

  @Test
  void theFormatsAreShownWithWhatTheyCanDo() throws Exception {
    assertEquals(
        "{\"formats\":[{\"format\":2,\"since\":\"1.0.0\",\"meaning\":\"a plugin\","
            + "\"operations\":[\"install\",\"update\"]}]}",
        Exchange.get("formats").sendTo(servlet).text());
  }

  @Test
  void theAuditIsShownWithWhetherItIsWhole() throws Exception {
    String text = Exchange.get("audit").sendTo(servlet).text();
    assertTrue(text.contains("\"action\":\"plugin.install\",\"target\":\"hello@1.0.3\""), text);
    assertTrue(text.endsWith("\"next\":9,\"verified\":true,\"problem\":null}"), text);
  }

  @Test
  void theJournalIsShown() throws Exception {
    assertTrue(Exchange.get("operations").sendTo(servlet).text().contains("\"step\":\"drain\""));
  }

  @Test
  void anOperationThatRunsIsShownWithItsStepAndHowManyItWaitsFor() throws Exception {
    String text = Exchange.get("operations").sendTo(servlet).text();
    assertTrue(text.contains("\"stepSince\":\"2026-11-01T10:00:00Z\",\"inside\":3"), text);
  }

  @Test
  void oneOperationIsShownWithWhatWasSeen() throws Exception {
    String text = Exchange.get("operations/7").sendTo(servlet).text();
    assertTrue(text.contains("\"stack\":\"java.lang.Error\",\"log\":[\"a line\"]"), text);
    assertEquals(ErrorCode.BAD_REQUEST, refused(Exchange.get("operations/last")));
  }

  @Test
  void aConfigurationIsShownWithWhereItComesFrom() throws Exception {
    assertEquals(
        "{\"values\":{\"greeting\":\"hello\"}}",
        Exchange.get("hello/config").sendTo(servlet).text());
    assertEquals(ErrorCode.NOT_FOUND, refused(Exchange.get("nobody/config")));
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(new Exchange("PUT", "hello/config", "{}")));
  }

  @Test
  void whatTheSettingsFolderWantsIsShown() throws Exception {
    assertEquals(
        "{\"file\":\"conf/plugins.desired.json\",\"looked\":\"2026-11-01T10:00:00Z\","
            + "\"changes\":[{\"plugin\":\"hello-1.0\",\"change\":\"failed\",\"detail\":\"no"
            + " file\"}]}",
        Exchange.get("desired").sendTo(servlet).text());
  }

  private void assertRead(String method, String path, String body, String expected)
      throws Exception {
    new Exchange(method, path, body).sendTo(servlet);
    PluginRequest last = plugins.asked.get(plugins.asked.size() - 1);
    assertEquals(expected, last.operation().word() + " " + last.target() + " " + last.arguments());
  }

  @Test
  void anUnknownPluginIsNotFound() {
    assertEquals(ErrorCode.NOT_FOUND, refused(new Exchange("POST", "enable/nobody", "")));
  }

  @Test
  void whatIsNoOperationIsRefused() {
    assertEquals(ErrorCode.NOT_FOUND, refused(new Exchange("POST", "", "")));
    assertEquals(ErrorCode.NOT_FOUND, refused(new Exchange("POST", "instal", "")));
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(new Exchange("POST", "route/hello", "")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("PUT", "route", "{}")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("PUT", "route/hello", "[]")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("DELETE", "hello", "")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("POST", "alias", "{}")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("POST", "trust/hello", "{}")));
    assertEquals(
        ErrorCode.BAD_REQUEST,
        refused(new Exchange("POST", "trust/hello", "{\"level\":\"trusted\",\"not\":\"x\"}")));
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(new Exchange("POST", "key-revoke", "")));
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(new Exchange("POST", "list", "")));
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(Exchange.get("enable/hello")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("POST", "enable", "")));
    assertEquals(ErrorCode.BAD_REQUEST, refused(new Exchange("POST", "disable/a/b", "")));
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(Exchange.get("list/all")));
  }

  private ErrorCode refused(Exchange exchange) {
    return assertThrows(KbsException.class, () -> exchange.to("admin").sendTo(servlet)).code();
  }
}
