package dev.keybay.itests.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.keybay.format.access.AccessRule;
import dev.keybay.format.access.AccessRules;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document that is checked in, without a broker: is it one, and is it of what ships? */
final class ApiDocumentTest {
  private static final String WRITE = "keybay.openapi.write";
  private static final String PREFIX = "/kbs/v0/";
  private static final Pattern PROBLEM_TYPE =
      Pattern.compile(
          "(?:https://github.com/confidential-containers/kbs|tag:keybay.dev,2026:)"
              + "/?errors/[A-Za-z-]+");

  private static ApiText document;

  @BeforeAll
  static void read() throws Exception {
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(
          ApiText.FILE, ReadableJson.of(ApiText.JSON.valueToTree(Shipped.document())));
    }
    document = ApiText.checkedIn();
  }

  @Test
  void itIsTheUnionOfWhatShips() throws Exception {
    assertEquals(
        ReadableJson.of(ApiText.JSON.valueToTree(Shipped.document())),
        Files.readString(ApiText.FILE),
        "docs/openapi.json is made of host.json of package-format and OSGI-INF/keybay/openapi.json"
            + " of the plugins that ship. After a change of them: ./mvnw verify -pl itests -am"
            + " -Dtest=ApiDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -D"
            + WRITE
            + "=true");
  }

  @Test
  void itIsOpenApi31() throws Exception {
    Schema published;
    try (InputStream in =
        ApiDocumentTest.class.getResourceAsStream("/openapi/3.1/schema/2025-09-15")) {
      published =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Objects.requireNonNull(in));
    }
    assertEquals(List.of(), published.validate(document.root()));
  }

  @Test
  void itsSchemasAreSchemas() {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    List<JsonNode> schemas = document.root().findValues("schema");
    document.root().at("/components/schemas").forEach(schemas::add);
    assertTrue(schemas.size() > 100, () -> "" + schemas.size());
    schemas.forEach(schema -> assertEquals(List.of(), meta.validate(schema), schema::toString));
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
    Set<String> used = new TreeSet<>();
    for (JsonNode parent : document.root().findParents("$ref")) {
      document.resolve(parent);
      used.add(parent.get("$ref").textValue());
    }
    Set<String> there = new TreeSet<>();
    document.root().path("components").properties().stream()
        .filter(section -> !section.getKey().equals("securitySchemes"))
        .forEach(
            section ->
                section
                    .getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> there.add("#/components/" + section.getKey() + "/" + name)));
    // For plugins that do not ship.
    there.removeAll(
        Set.of(
            "#/components/responses/GuestDenied",
            "#/components/responses/SessionMissing",
            "#/components/responses/PluginDenied"));
    used.removeIf(reference -> !there.contains(reference));
    assertEquals(there, used);
  }

  @Test
  void everyExampleIsOfItsSchema() {
    List<String> problems = new ArrayList<>();
    int examples = 0;
    for (JsonNode holder : document.root().findParents("example")) {
      JsonNode schema = holder.has("schema") ? holder.get("schema") : holder;
      examples++;
      document
          .problems(schema, holder.get("example"))
          .forEach(problem -> problems.add(problem + " of " + holder));
    }
    assertTrue(examples > 50, "" + examples);
    assertEquals(List.of(), problems);
  }

  @Test
  void noTwoOperationsHaveOneId() {
    List<String> ids = document.root().findValuesAsText("operationId");
    assertEquals(document.operations().size(), ids.size());
    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  @Test
  void itHasNoProblemTypeThatTheSchemaOfProblemsDoesNotHave() {
    Set<String> known = new TreeSet<>();
    document
        .root()
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(type -> known.add(type.textValue()));
    Matcher found = PROBLEM_TYPE.matcher(document.root().toString());
    Set<String> all = new TreeSet<>();
    while (found.find()) {
      all.add(found.group());
    }
    known.remove("about:blank");
    assertEquals(known, all);
  }

  @Test
  void everyOperationOfAPluginHasTheSecurityOfItsAccessRule() throws Exception {
    int compared = 0;
    for (Shipped plugin : Shipped.plugins()) {
      for (ApiOperation operation : operations(plugin)) {
        AccessRule rule = rule(plugin, operation);
        assertEquals(security(rule, operation), security(operation), operation::toString);
        compared++;
      }
    }
    assertTrue(compared > 60, "" + compared);
  }

  @Test
  void everyAccessRuleHasAnOperationOnEachOfItsRoutes() throws Exception {
    for (Shipped plugin : Shipped.plugins()) {
      for (AccessRule rule : launch(plugin).rules()) {
        Set<String> routes =
            rule.routes().isEmpty() ? new TreeSet<>(routes(plugin)) : new TreeSet<>(rule.routes());
        for (ApiOperation operation : operations(plugin)) {
          if (rule(plugin, operation).equals(rule)) {
            routes.remove(segments(operation).get(0));
          }
        }
        assertEquals(Set.of(), routes, () -> plugin.identity().plugin() + " " + rule);
      }
    }
  }

  private static Set<String> security(AccessRule rule, ApiOperation operation) {
    return switch (rule.requires().auth()) {
      case ADMIN -> Set.of("adminToken");
      case ATTESTED -> Set.of("guestSession", "guestToken");
      case SESSION -> Set.of("guestSession");
      case PLUGIN -> Set.of("pluginKey");
      // Of the public ones this alone looks for a session itself.
      case PUBLIC -> operation.path().equals(PREFIX + "attest") ? Set.of("guestSession") : Set.of();
    };
  }

  private static Set<String> security(ApiOperation operation) {
    Set<String> schemes = new HashSet<>();
    operation
        .node()
        .path("security")
        .forEach(each -> each.fieldNames().forEachRemaining(schemes::add));
    return schemes;
  }

  private static List<ApiOperation> operations(Shipped plugin) {
    String name = plugin.identity().plugin().name();
    return document.operations().stream()
        .filter(each -> each.node().at("/tags/0").asText().equals(name))
        .toList();
  }

  private static AccessRule rule(Shipped plugin, ApiOperation operation) {
    List<String> segments = segments(operation);
    assertTrue(routes(plugin).contains(segments.get(0)), operation::toString);
    return launch(plugin)
        .find(segments.get(0), operation.method(), segments.subList(1, segments.size()))
        .orElseThrow(() -> new AssertionError("no rule for " + operation));
  }

  private static List<String> segments(ApiOperation operation) {
    return Arrays.asList(operation.path().substring(PREFIX.length()).split("/", -1));
  }

  private static AccessRules launch(Shipped plugin) {
    return plugin
        .identity()
        .descriptor()
        .map(found -> found.interfaces().getOrDefault("launch", new AccessRules(List.of())))
        .orElseThrow();
  }

  private static List<String> routes(Shipped plugin) {
    return plugin.identity().descriptor().orElseThrow().routes();
  }
}
