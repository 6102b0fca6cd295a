package dev.keybay.core.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.error.Endpoint;
import dev.keybay.core.error.ErrorTable;
import dev.keybay.format.openapi.HostApi;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The document's problems are those of the table of errors. */
class ProblemTypesTest {
  private static final JsonNode DOCUMENT = new ObjectMapper().valueToTree(HostApi.document());

  /** Of what the HTTP server refuses by itself, before the table. */
  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "about:blank",
          "tag:keybay.dev,2026:errors/request-timeout",
          "tag:keybay.dev,2026:errors/uri-too-long",
          "tag:keybay.dev,2026:errors/head-too-large",
          "tag:keybay.dev,2026:errors/version-not-supported");

  @Test
  void everyTypeOfTheTableIsInTheSchemaAndNoOther() {
    Set<String> known = new TreeSet<>(OF_THE_SERVER);
    for (ErrorCode code : ErrorCode.values()) {
      known.add(ErrorTable.type(code));
      for (String route : Set.of("resource-policy", "auth", "hello")) {
        Endpoint at = new Endpoint("POST", route, false);
        known.add(ErrorTable.problem(new KbsException(code, "why"), at, true).type());
      }
    }
    Set<String> documented = new TreeSet<>();
    DOCUMENT
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(type -> documented.add(type.textValue()));
    assertEquals(known, documented);
  }

  @ParameterizedTest
  @EnumSource
  void someResponseHasTheStatusAndTheTypeOfEachCode(ErrorCode code) {
    boolean found = false;
    for (JsonNode response : DOCUMENT.at("/components/responses")) {
      JsonNode types =
          response.at("/content/application~1problem+json/schema/properties/type/enum");
      for (JsonNode type : types) {
        found |= type.textValue().equals(ErrorTable.type(code));
      }
    }
    assertTrue(found, () -> "no response of the host's part has " + ErrorTable.type(code));
  }
}
