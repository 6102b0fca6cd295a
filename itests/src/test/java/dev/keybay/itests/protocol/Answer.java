package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;

/**
 * A refusal that is expected.
 *
 * @param type the whole problem type
 * @param detail what the detail is, or begins with if an ellipsis ends it
 */
record Answer(int status, String type, String detail) {

  /** One whose problem type is the protocol's. */
  static Answer protocol(int status, String variant, String detail) {
    return new Answer(status, Problems.TRUSTEE + variant, detail);
  }

  /** One whose problem type is this broker's. */
  static Answer own(int status, String name) {
    return new Answer(status, Problems.OWN + name, "…");
  }

  void check(HttpResponse<String> answer) throws IOException {
    assertEquals(status, answer.statusCode(), answer.body());
    JsonNode body = Messages.JSON.readTree(answer.body());
    assertTrue(answer.body().startsWith("{\"type\":\"" + type + "\",\"detail\":\""), answer.body());
    assertEquals(2, body.size(), answer.body());
    String said = body.get("detail").textValue();
    if (detail.endsWith("…")) {
      String beginning = detail.substring(0, detail.length() - 1);
      assertTrue(said.startsWith(beginning), said);
    } else {
      assertEquals(detail, said);
    }
  }
}
