package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.itests.Broker;
import dev.keybay.itests.openapi.ApiOperation;
import dev.keybay.itests.openapi.ApiText;
import dev.keybay.itests.plugins.desk.LaunchDesk;
import dev.keybay.itests.swap.TestPlugin;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What operations that were done answer, against the OpenAPI document: those that need a jar, an
 * order, or a plugin that does not ship.
 */
final class PluginAnswersTest {
  private static Broker broker;
  private static ApiText document;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start();
    document = ApiText.checkedIn();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void everyOperationOfAVersionsLifeAnswersAsTheDocumentSays() throws Exception {
    PluginApi api = new PluginApi(broker);
    asSaid("POST", "install", api.post("install", Editions.jar("1.0.0")));
    asSaid("POST", "update", api.post("update", Editions.jar("1.0.1")));
    asSaid("POST", "downgrade", api.post("downgrade", Editions.jar("1.0.0")));
    asSaid("POST", "update/{selector}", api.post("update/edition@1.0.1"));
    asSaid("POST", "downgrade/{selector}", api.post("downgrade/edition@1.0.0"));
    asSaid("POST", "rollback/{selector}", api.post("rollback/edition"));
    asSaid("POST", "register", api.post("register", Editions.jar("1.1.0")));
    asSaid("POST", "unregister/{selector}", api.post("unregister/edition@1.1.0"));
    asSaid("POST", "register/{selector}", api.post("register/edition@1.1.0"));
    asSaid("DELETE", "{version}", api.delete("edition@1.1.0"));
    api.alias("former", "edition@1.0");
    asSaid("DELETE", "alias/{selector}", api.delete("alias/former"));
  }

  @Test
  void everyMethodOfAnotherInterfaceAnswersAsTheDocumentSays() throws Exception {
    String yaml = "format: 2\nname: desk\ninterfaces: {admin: {access: [{auth: admin}]}}\n";
    TestPlugin desk = TestPlugin.open("desk", LaunchDesk.class).describedBy(yaml);
    new PluginApi(broker).done("install", desk.jar("1.0.0"));
    for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
      asSaid(
          method,
          "{name}/{iface}/{rest}",
          broker.asAdmin(method, "/kbs/v0/plugin/desk/admin/status", ""));
    }
  }

  private static void asSaid(String method, String path, HttpResponse<String> answer)
      throws Exception {
    assertEquals(200, answer.statusCode(), answer.body());
    ApiOperation operation = document.operation(method, "/kbs/v0/plugin/" + path);
    assertEquals(List.of(), operation.surprises(answer));
  }
}
