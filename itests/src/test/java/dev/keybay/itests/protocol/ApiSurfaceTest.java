package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.openapi.ApiOperation;
import dev.keybay.itests.openapi.ApiText;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI document against the broker: it walks the one and calls the other. */
final class ApiSurfaceTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

  /** What comes first makes what the next ones ask for; what takes it away comes last. */
  private static final List<String> ORDER = List.of("POST", "PUT", "GET", "HEAD", "DELETE");

  /**
   * What needs a jar, a second version, an alias, or a plugin that does not ship. {@code
   * PluginAnswersTest} does them.
   */
  private static final Set<String> NEVER_DONE =
      Set.of(
          "POST /kbs/v0/plugin/install",
          "POST /kbs/v0/plugin/update",
          "POST /kbs/v0/plugin/update/{selector}",
          "POST /kbs/v0/plugin/downgrade",
          "POST /kbs/v0/plugin/downgrade/{selector}",
          "POST /kbs/v0/plugin/register",
          "POST /kbs/v0/plugin/register/{selector}",
          "POST /kbs/v0/plugin/rollback/{selector}",
          "POST /kbs/v0/plugin/unregister/{selector}",
          "DELETE /kbs/v0/plugin/{version}",
          "DELETE /kbs/v0/plugin/alias/{selector}",
          "GET /kbs/v0/plugin/{name}/{iface}/{rest}",
          "POST /kbs/v0/plugin/{name}/{iface}/{rest}",
          "PUT /kbs/v0/plugin/{name}/{iface}/{rest}",
          "DELETE /kbs/v0/plugin/{name}/{iface}/{rest}");

  private static Broker broker;
  private static ApiText document;

  /** Names, and the headers that they show. */
  private static Map<String, List<String>> callers;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee", "--set", "ratelimit.adminRefusalsBurst=100000");
    document = ApiText.checkedIn();
    callers = callers();
    new Operator(broker).use(Operator.ALLOW);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void whatIsServedIsWhatIsCheckedIn() throws Exception {
    HttpResponse<String> served = broker.get("/openapi.json");
    assertEquals(200, served.statusCode());
    assertEquals("application/json", served.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(ApiText.JSON.readTree(Files.readString(ApiText.FILE)), json(served));
    String tag = served.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, broker.get("/openapi.json", "If-None-Match", tag).statusCode());
  }

  @Test
  void everyOperationAnswersWhatTheDocumentSays() throws Exception {
    new Operator(broker).resource("default/key/1", "the version that is gone back to");
    List<String> surprises = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (ApiOperation operation : inOrder()) {
      all.add(operation.toString());
      for (Map.Entry<String, List<String>> caller : callers.entrySet()) {
        HttpResponse<String> answer = call(operation, caller.getValue());
        operation.surprises(answer).forEach(each -> surprises.add(caller.getKey() + ": " + each));
        if (answer.statusCode() < 400) {
          done.add(operation.toString());
        }
      }
    }
    assertEquals(List.of(), surprises, () -> String.join("\n", surprises));
    all.removeAll(done);
    assertEquals(new TreeSet<>(NEVER_DONE), all);
  }

  @Test
  void whoeverMayCallAnOperationIsNotRefusedAndOthersAre() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : document.operations()) {
      JsonNode security = operation.node().path("security");
      boolean open = security.isEmpty() || security.toString().contains("{}");
      if (!open && call(operation, List.of()).statusCode() != 401) {
        wrong.add(operation + " lets anybody in");
      }
      if (security.toString().contains("adminToken")
          && call(operation, callers.get("administrator")).statusCode() == 401) {
        wrong.add(operation + " refuses administrators");
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void whatTheDocumentDoesNotOfferOnItsPathsIsRefused() throws Exception {
    Set<String> offered = new TreeSet<>();
    document.operations().forEach(each -> offered.add(each.method() + " " + each.path()));
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : document.operations()) {
      for (String method : METHODS) {
        if (offered.add(method + " " + operation.path())) {
          int status =
              broker.asAdmin(method, operation.uri().split("\\?", 2)[0], "{}").statusCode();
          if (status < 400 || status >= 500) {
            wrong.add(method + " " + operation.path() + " answers " + status);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void aStatusThatIsNotListedIsFound() throws Exception {
    ApiOperation whole =
        document.operations().stream()
            .filter(each -> each.toString().equals("GET /kbs/v0/hello"))
            .findFirst()
            .orElseThrow();
    JsonNode less = whole.node().deepCopy();
    ((ObjectNode) less.path("responses")).remove("200");
    ApiOperation lacking =
        new ApiOperation(document, whole.method(), whole.path(), whole.item(), less);
    HttpResponse<String> answer = call(lacking, List.of());
    assertEquals(List.of(), whole.surprises(answer));
    assertTrue(lacking.surprises(answer).toString().contains("not listed"));
  }

  private static Map<String, List<String>> callers() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    Map<String, List<String>> callers = new LinkedHashMap<>();
    callers.put("nobody", List.of());
    callers.put("guest with a session", List.of("Cookie", guest.handshake()));
    callers.put("guest with a token", List.of("Authorization", "Bearer " + guest.token()));
    callers.put("administrator", List.of("Authorization", "Bearer " + broker.adminToken()));
    return Collections.unmodifiableMap(callers);
  }

  private static List<ApiOperation> inOrder() {
    List<ApiOperation> operations = new ArrayList<>(document.operations());
    operations.sort(Comparator.comparing(each -> ORDER.indexOf(each.method())));
    return operations;
  }

  private static HttpResponse<String> call(ApiOperation operation, List<String> credentials)
      throws Exception {
    List<String> headers = new ArrayList<>(operation.headers());
    headers.addAll(credentials);
    return broker.call(
        operation.method(), operation.uri(), operation.body(), headers.toArray(String[]::new));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return ApiText.JSON.readTree(answer.body());
  }
}
