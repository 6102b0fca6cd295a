package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.load.HttpSocket;
import dev.keybay.client.load.LoadGenerator;
import dev.keybay.client.load.PhaseReport;
import dev.keybay.client.load.SocketExchange;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.desk.LaunchDesk;
import dev.keybay.itests.swap.TestPlugin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plugin offers more than what is for guests: to administrators, and under names of its own. */
final class InterfacesTest {
  private static final TestPlugin DESK =
      TestPlugin.open("desk", LaunchDesk.class)
          .describedBy(
              """
              format: 2
              name: desk
              interfaces:
                launch: { access: [ { methods: [GET], path: "**", auth: public } ] }
                admin: { access: [ { methods: [GET, PUT], path: "**", auth: admin } ] }
                backup:
                  access:
                    - { methods: [GET], path: size, auth: public }
                    - { methods: [POST], path: "*/tapes", auth: admin }
              """);

  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.start();
    api = new PluginApi(broker);
    api.done("install", DESK.jar("1.0.0"));
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void eachHasItsOwnPathsAndItsOwnDoors() throws Exception {
    assertEquals("launch 1.0.0 GET a/b anybody", broker.get("/kbs/v0/desk/a/b").body());
    assertEquals("admin 1.0.0 GET a/b administrator", admin("GET", "desk/admin/a/b").body());
    assertEquals("admin 1.0.0 PUT x administrator", admin("PUT", "desk/admin/x").body());
    assertEquals(401, get("desk/admin/a/b").statusCode());
    assertEquals(405, admin("DELETE", "desk/admin/x").statusCode());
    assertEquals("backup 1.0.0 GET size anybody", get("desk/backup/size").body());
    assertEquals(
        "backup 1.0.0 POST old/tapes administrator", admin("POST", "desk/backup/old/tapes").body());
    assertEquals(404, admin("POST", "desk/backup/old/old/tapes").statusCode());
    assertEquals(405, admin("GET", "desk/backup/old/tapes").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "desk/hidden/x, 404", // its servlet is there, the descriptor does not know it
    "desk/nothing/x, 404",
    "nobody/admin/x, 404",
    "desk/launch/x, 404", // is at /kbs/v0/desk alone
  })
  void whatTheDescriptorDoesNotOfferIsOfferedToNobody(String path, int status) throws Exception {
    assertEquals(status, admin("GET", path).statusCode());
    assertEquals(status, get(path).statusCode());
  }

  @Test
  void selectorsLeadToTheInterfacesOfThatVersion() throws Exception {
    api.done("install", DESK.jar("1.1.0"));
    assertTrue(admin("GET", "desk/admin/x").body().startsWith("admin 1.0.0 "));
    assertTrue(admin("GET", "desk@1.1/admin/x").body().startsWith("admin 1.1.0 "));
    assertTrue(admin("GET", "desk@1.1.0/admin/x").body().startsWith("admin 1.1.0 "));
    assertEquals(401, get("desk@1.1/backup/size").statusCode()); // not exposed
    api.done("expose/desk-1.1");
    assertEquals("backup 1.1.0 GET size anybody", get("desk@1.1/backup/size").body());
    api.done("promote/desk?to=desk-1.1");
    assertTrue(admin("GET", "desk/admin/x").body().startsWith("admin 1.1.0 "));
  }

  @Test
  void aSwapFailsNoRequestToAnyOfThem() throws Exception {
    String token = "Bearer " + broker.adminToken();
    String[] paths = {
      "/kbs/v0/desk/a", "/kbs/v0/plugin/desk/admin/a", "/kbs/v0/plugin/desk/backup/size"
    };
    try (LoadGenerator load = LoadGenerator.start(12, "all", i -> exchange(paths[i % 3], token))) {
      for (int i = 1; i <= 10; i++) {
        api.done("update", DESK.jar("1.0." + i));
      }
      PhaseReport total = load.stop().total();
      assertEquals(0, total.failed() + total.connectionErrors(), total::toString);
      assertTrue(total.requests() > 1000, total::toString);
    }
    assertEquals("backup 1.0.10 GET size anybody", get("desk/backup/size").body());
  }

  private SocketExchange exchange(String path, String token) throws IOException {
    Map<String, String> headers = Map.of("Authorization", token);
    return new SocketExchange(
        "127.0.0.1",
        broker.port(),
        Duration.ofSeconds(60),
        HttpSocket.request("GET", path, headers, new byte[0]));
  }

  private HttpResponse<String> admin(String method, String path) throws Exception {
    return broker.asAdmin(method, "/kbs/v0/plugin/" + path, "");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return broker.get("/kbs/v0/plugin/" + path);
  }
}
