package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Answers that say what is wrong, as guests must be able to read them. */
final class Problems {
  static final String TRUSTEE = "https://github.com/confidential-containers/kbs/errors/";
  static final String OWN = "tag:keybay.dev,2026:errors/";

  private Problems() {}

  /** One with a type of the protocol; its detail. */
  static String expect(HttpResponse<String> answer, int status, String variant) throws IOException {
    return check(answer, status, TRUSTEE + variant);
  }

  /** One with a type of this broker; its detail. */
  static String own(HttpResponse<String> answer, int status, String name) throws IOException {
    return check(answer, status, OWN + name);
  }

  /** One with an exact detail. */
  static void exactly(HttpResponse<String> answer, int status, String variant, String detail)
      throws IOException {
    assertEquals(detail, expect(answer, status, variant));
  }

  private static String check(HttpResponse<String> answer, int status, String type)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer.body());
    JsonNode body = Messages.JSON.readTree(answer.body());
    List<String> members = new ArrayList<>();
    body.fieldNames().forEachRemaining(members::add);
    assertEquals(List.of("type", "detail"), members, answer.body());
    assertEquals(type, body.get("type").textValue(), answer.body());
    assertTrue(body.get("detail").isTextual(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    return body.get("detail").textValue();
  }
}
