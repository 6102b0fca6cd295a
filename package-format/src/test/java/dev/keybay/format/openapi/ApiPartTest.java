package dev.keybay.format.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keybay.format.jar.PluginIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

/** A plugin's part of the document: what is taken, what is refused, what the host adds. */
class ApiPartTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DESCRIPTOR =
      """
      summary: Greets
      routes: [greet, secret]
      interfaces:
        launch:
          access:
            - { routes: [greet], methods: [GET], path: "*", auth: public }
            - { routes: [greet], methods: [POST], path: "**", auth: admin }
            - { routes: [secret], methods: [GET], path: "**", auth: attested, encrypt: jwe }
        admin:
          access:
            - { methods: [GET], path: "**", auth: plugin }
      """;
  private static final String OK = "{'responses':{'200':{'description':'done'}}}";
  private static final String WHO =
      "'parameters':[{'name':'who','in':'path','required':true,'schema':{'type':'string'}}]";

  @Test
  void anOperationOfAPublicRuleHasNoSecurityAndTheHostsAnswers() throws Exception {
    JsonNode operation =
        read("{'paths':{'/kbs/v0/greet/{who}':{" + WHO + ",'get':" + OK + "}}}")
            .at("/paths/~1kbs~1v0~1greet~1{who}/get");
    assertEquals("[]", operation.get("security").toString());
    assertEquals("[\"greeter\"]", operation.get("tags").toString());
    assertEquals(List.of("200", "400", "404", "500", "503", "504"), statuses(operation));
    assertEquals(
        "#/components/headers/RequestId",
        operation.at("/responses/200/headers/X-Request-Id/$ref").asText());
  }

  @Test
  void whoMayCallIsWhatTheAccessRuleSays() throws Exception {
    JsonNode paths =
        read("{'paths':{'/kbs/v0/greet':{'post':"
                + OK
                + "},'/kbs/v0/secret/a':{'get':"
                + OK
                + "},'/kbs/v0/plugin/greeter/admin/x':{'get':"
                + OK
                + "}}}")
            .path("paths");
    assertEquals("[{\"adminToken\":[]}]", paths.at("/~1kbs~1v0~1greet/post/security").toString());
    assertEquals(
        "[{\"guestSession\":[]},{\"guestToken\":[]}]",
        paths.at("/~1kbs~1v0~1secret~1a/get/security").toString());
    assertEquals(
        "[{\"pluginKey\":[]}]",
        paths.at("/~1kbs~1v0~1plugin~1greeter~1admin~1x/get/security").toString());
  }

  @Test
  void aSealedAnswerIsDescribedAsSealedWhateverThePartSays() throws Exception {
    JsonNode answer =
        read("{'paths':{'/kbs/v0/secret/a':{'get':{'responses':{'200':{'description':'it',"
                + "'content':{'text/plain':{'schema':{'type':'string'}}}}}}}}}")
            .at("/paths/~1kbs~1v0~1secret~1a/get/responses/200/content");
    assertEquals(
        "{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/SealedAnswer\"}}}",
        answer.toString());
  }

  @Test
  void aPartMayReferToItsOwnComponentsAndToTheHosts() throws Exception {
    read(
        "{'paths':{'/kbs/v0/greet':{'post':{'responses':{'200':{'description':'d','content':{"
            + "'application/json':{'schema':{'$ref':'#/components/schemas/greeter_G'}}}},"
            + "'409':{'$ref':'#/components/responses/Conflict'}}}}},"
            + "'components':{'schemas':{'greeter_G':{'type':['object','null']}}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]  | expected a JSON object",
        "{'paths':{},'paths':{}} | malformed JSON",
        "{'components':{}} | paths is missing",
        "{'paths':{},'servers':[{'url':'https://evil.example'}]} | /servers: a part has no such",
        "{'paths':{},'tags':[]} | /tags: a part has no such member",
        "{'paths':{},'components':{'securitySchemes':{}}} | securitySchemes: a part has no such",
        "{'paths':{'/kbs/v0/resource/a':{'get':OK}}} | none of the plugin's own paths",
        "{'paths':{'/healthz':{'get':OK}}} | begins with /kbs/v0/",
        "{'paths':{'/kbs/v0/{any}':{'get':OK}}} | none of the plugin's own paths",
        "{'paths':{'/kbs/v0/greet/../resource':{'get':OK}}} | is no segment",
        "{'paths':{'/kbs/v0/greet/a%2Fb':{'get':OK}}} | is no segment",
        "{'paths':{'/kbs/v0/plugin/other/admin/x':{'get':OK}}} | none of the plugin's own paths",
        "{'paths':{'/kbs/v0/plugin/greeter/other/x':{'get':OK}}} | none of the plugin's own paths",
        "{'paths':{'/kbs/v0/greet':{'get':OK}}} | no access rule",
        "{'paths':{'/kbs/v0/greet':{}}} | expected one of",
        "{'paths':{'/kbs/v0/greet':{'$ref':'https://evil.example'}}} | no such member",
        "{'paths':{'/kbs/v0/greet':{'post':{'responses':5}}}} | responses: expected an object",
        "{'paths':{'/kbs/v0/greet':{'post':{}}}} | responses is missing",
        "{'paths':{'/kbs/v0/greet':{'post':{'servers':[],'responses':{}}}}} | no such member",
        "{'paths':{'/kbs/v0/greet':{'post':{'callbacks':{},'responses':{}}}}} | no such member",
        "{'paths':{'/kbs/v0/greet':{'post':{'responses':{'2XX':{'description':'d'}}}}}} | 2XX",
        "{'paths':{'/kbs/v0/greet':{'post':{'security':[{'adminToken':[]}],'responses':{}}}}} | leave security out",
        "{'paths':{'/kbs/v0/greet':{'post':{'operationId':'other_x','responses':{}}}}} | begins with greeter_",
        "{'paths':{'/kbs/v0/greet/{who}':{'get':OK}}} | described are []",
        "{'paths':{'/kbs/v0/greet':{'post':{'responses':{'400':{'$ref':'#/components/responses/None'}}}}}} | nor the host has",
        "{'paths':{'/kbs/v0/greet':{'post':{'responses':{'400':{'$ref':'other.json'}}}}}} | expected text of the form",
        "{'paths':{'/kbs/v0/greet':{'post':{'requestBody':{'content':{'a/b':{'example':{'$ref':'x'}}}},'responses':{}}}}} | nor the host has",
        "{'paths':{},'components':{'schemas':{'Problem':{}}}} | begins with greeter_",
        "{'paths':{},'components':{'schemas':{'greeter_G':{'type':'text'}}}} | /components/schemas/greeter_G/type",
        "{'paths':{},'components':{'schemas':{'greeter_G':{'$id':'https://evil.example'}}}} | no such member",
        "{'paths':{},'components':{'schemas':{'greeter_G':{'minLength':-1}}}} | whole number",
        "{'paths':{},'components':{'schemas':{'greeter_G':{'properties':{'x-a':5}}}}} | x-a: expected an object",
        "{'paths':{},'components':{'parameters':{'greeter_P':{'name':'authorization','in':'header','schema':{}}}}} | expected text",
      })
  void aPartThatIsNotAboutItsOwnOrIsNoOpenApiIsRefused(String part, String expected) {
    ApiPartException refused =
        assertThrows(ApiPartException.class, () -> read(part.replace("OK", OK)));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  @Test
  void twoPathsThatDifferByNamesInBracesAreRefused() {
    String other = WHO.replace("who", "what");
    assertThrows(
        ApiPartException.class,
        () ->
            read(
                "{'paths':{'/kbs/v0/greet/{who}':{"
                    + WHO
                    + ",'get':"
                    + OK
                    + "},'/kbs/v0/greet/{what}':{"
                    + other
                    + ",'get':"
                    + OK
                    + "}}}"));
  }

  @Test
  void aPartThatIsTooLongOrTooDeepIsRefused() {
    String deep = "{'paths':{},'x-a':" + "[".repeat(70) + "]".repeat(70) + "}";
    assertThrows(ApiPartException.class, () -> read(deep));
    String longest = "{'paths':{},'x-a':'" + "a".repeat(ApiPart.MAX_BYTES) + "'}";
    assertThrows(ApiPartException.class, () -> read(longest));
  }

  @Test
  void theDocumentIsTheSameWhateverTheOrderOfItsParts() throws Exception {
    ApiPart one = part("{'paths':{'/kbs/v0/greet':{'post':" + OK + "}}}", "greeter");
    ApiPart other = part("{'paths':{'/kbs/v0/secret':{'get':" + OK + "}}}", "again");
    String document = JSON.writeValueAsString(ApiDocument.of(List.of(one, other)));
    assertEquals(document, JSON.writeValueAsString(ApiDocument.of(List.of(other, one))));
    assertTrue(document.contains("/kbs/v0/greet\""));
    assertFalse(
        JSON.writeValueAsString(ApiDocument.of(List.of(other))).contains("/kbs/v0/greet\""));
  }

  private static List<String> statuses(JsonNode operation) {
    List<String> statuses = new ArrayList<>();
    operation.get("responses").fieldNames().forEachRemaining(statuses::add);
    return statuses;
  }

  private static JsonNode read(String part) throws Exception {
    return JSON.valueToTree(ApiDocument.of(List.of(part(part, "greeter"))));
  }

  private static ApiPart part(String part, String name) throws Exception {
    PluginIdentity plugin =
        PluginIdentity.read(
            "org.example." + name,
            new Version(1, 0, 0),
            Optional.of(DESCRIPTOR.getBytes(StandardCharsets.UTF_8)));
    return ApiPart.read(part.replace('\'', '"').getBytes(StandardCharsets.UTF_8), plugin);
  }
}
