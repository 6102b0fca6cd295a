package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests in the audit log: each of a known caller once, however it ends, and no other. */
final class RequestAuditTest {
  private static Broker broker;
  private static Operator operator;
  private static AuditRows audit;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    operator.resource("ra/key/1", "a secret");
    audit = new AuditRows(broker);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void aGuestIsRecordedWithWhatItGotOrDidNotGet() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    String token = guest.token();
    HttpResponse<String> read = guest.resourceByToken(token, "ra/key/1");
    assertEquals(List.of("guest GET /resource/ra/key/1 200"), audit.of(read));
    HttpResponse<String> missing = guest.resourceByToken(token, "ra/key/none");
    assertEquals(List.of("guest GET /resource/ra/key/none 404"), audit.of(missing));
    HttpResponse<String> noResource = guest.resourceByToken(token, "ra/key");
    assertEquals(List.of("guest GET /resource/ra/key 400"), audit.of(noResource));
  }

  @Test
  void aGuestWhomThePolicyDeniesIsRecorded() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    String token = guest.token();
    operator.use(Operator.DENY);
    try {
      HttpResponse<String> denied = guest.resourceByToken(token, "ra/key/1");
      Problems.expect(denied, 401, "PolicyDeny");
      assertEquals(List.of("guest GET /resource/ra/key/1 401"), audit.of(denied));
    } finally {
      operator.use(Operator.ALLOW);
    }
  }

  @Test
  void anAdministratorIsRecordedWithWhatFailed() throws Exception {
    HttpResponse<String> missing = broker.asAdmin("DELETE", "/kbs/v0/resource/ra/key/none", "");
    assertEquals(404, missing.statusCode());
    assertEquals(List.of("admin DELETE /resource/ra/key/none 404"), audit.of(missing));
    HttpResponse<String> bad = broker.asAdmin("POST", "/kbs/v0/resource-policy", "{}");
    assertEquals(400, bad.statusCode());
    assertEquals(List.of("admin POST /resource-policy/ 400"), audit.of(bad));
    HttpResponse<String> noMethod = broker.asAdmin("DELETE", "/kbs/v0/hello@1/x", "");
    assertEquals(405, noMethod.statusCode(), noMethod.body());
    assertEquals(List.of("admin DELETE /hello@1/x 405"), audit.of(noMethod));
    HttpResponse<String> nobody = broker.asAdmin("GET", "/kbs/v0/hello@99.0.0/x", "");
    assertEquals(404, nobody.statusCode());
    assertEquals(List.of("admin GET /hello@99.0.0/x 404"), audit.of(nobody));
  }

  /** They could fill the log. What comes after them is there, so they would be. */
  @Test
  void whoeverIsNotKnownIsNotRecorded() throws Exception {
    List<HttpResponse<String>> answers = new ArrayList<>();
    answers.add(broker.get("/kbs/v0/hello"));
    answers.add(broker.get("/kbs/v0/nothing"));
    answers.add(broker.get("/kbs/v0/hello@99.0.0/x"));
    answers.add(broker.get("/kbs/v0/resource/ra/key/1"));
    answers.add(broker.get("/kbs/v0/resource/ra/key/1", "Authorization", "Bearer no.token"));
    answers.add(broker.call("POST", "/kbs/v0/resource/ra/key/1", "mine"));
    answers.add(
        broker.call("POST", "/kbs/v0/auth", Messages.request("0.4.0", "sample").toString()));
    audit.of(broker.asAdmin("GET", "/kbs/v0/admin/status", ""));
    for (HttpResponse<String> answer : answers) {
      assertEquals(List.of(), audit.now(answer), answer.toString());
    }
  }
}
