package dev.keybay.format.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema says what the reader does, as far as a schema can. */
class DescriptorSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CASES = Pattern.compile("(?m)^--- ");
  private static final String NASTY = "{}[]:,-'\"#&*!|>%@`~ \n\t019aZ.\u0000\u0007\u0085é";
  private static final Schema SCHEMA = schema();

  record Case(String name, String yaml) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSchemaHasTheFieldsOfTheReader(Level level) {
    JsonNode at =
        level == Level.ROOT
            ? SCHEMA.getSchemaNode()
            : SCHEMA.getSchemaNode().at("/$defs/" + level.name().toLowerCase(Locale.ROOT));
    Set<String> names = new LinkedHashSet<>();
    at.path("properties").fieldNames().forEachRemaining(names::add);
    assertEquals(level.names(), names);
    assertEquals("false", at.path("additionalProperties").toString());
  }

  @ParameterizedTest
  @MethodSource
  void bothTake(Case good) throws Exception {
    DescriptorReader.read(bytes(good));
    assertEquals(List.of(), validate(good));
  }

  static Stream<Case> bothTake() {
    return cases("good.txt");
  }

  @ParameterizedTest
  @MethodSource
  void bothRefuse(Case bad) throws Exception {
    DescriptorException refused =
        assertThrows(DescriptorException.class, () -> DescriptorReader.read(bytes(bad)));
    assertFalse(validate(bad).isEmpty());
    assertPlace(refused);
  }

  static Stream<Case> bothRefuse() {
    return cases("bad.txt");
  }

  @ParameterizedTest
  @MethodSource
  void onlyTheReaderCanRefuse(Case beyond) throws Exception {
    DescriptorException refused =
        assertThrows(DescriptorException.class, () -> DescriptorReader.read(bytes(beyond)));
    assertEquals(List.of(), validate(beyond));
    assertPlace(refused);
  }

  static Stream<Case> onlyTheReaderCanRefuse() {
    return cases("beyond.txt");
  }

  @Test
  void whateverTheReaderTakesTheSchemaTakes() throws Exception {
    Random random = new Random(7);
    List<Case> good = cases("good.txt").toList();
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      Case mutant = mutate(good.get(random.nextInt(good.size())), random);
      try {
        DescriptorReader.read(bytes(mutant));
      } catch (DescriptorException e) {
        continue; // anything else that it threw would be a fault
      }
      taken++;
      assertEquals(List.of(), validate(mutant), mutant.yaml());
    }
    assertTrue(taken > 1000, "only " + taken + " were taken");
  }

  /** A few characters replaced, removed or doubled. */
  private static Case mutate(Case original, Random random) {
    StringBuilder yaml = new StringBuilder(original.yaml());
    for (int n = 1 + random.nextInt(3); n > 0 && yaml.length() > 1; n--) {
      int at = random.nextInt(yaml.length());
      switch (random.nextInt(3)) {
        case 0 -> yaml.setCharAt(at, NASTY.charAt(random.nextInt(NASTY.length())));
        case 1 -> yaml.deleteCharAt(at);
        default -> yaml.insert(at, yaml.charAt(random.nextInt(yaml.length())));
      }
    }
    return new Case(original.name(), yaml.toString());
  }

  @Test
  void theSchemaIsOneItself() {
    Schema dialect =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertEquals(List.of(), dialect.validate(SCHEMA.getSchemaNode()));
  }

  private static void assertPlace(DescriptorException refused) {
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.matches("(?s).*, line \\d+, column \\d+: .*"), message);
  }

  /** A text that is no mapping has no value that the reader would give; it is read by hand. */
  private static List<Error> validate(Case yaml) throws DescriptorException {
    return yaml.yaml().startsWith("[")
        ? SCHEMA.validate(JSON.createArrayNode())
        : SCHEMA.validate(JSON.valueToTree(YamlTree.value(YamlTree.parse(bytes(yaml)))));
  }

  private static byte[] bytes(Case yaml) {
    return yaml.yaml().getBytes(StandardCharsets.UTF_8);
  }

  private static Stream<Case> cases(String resource) {
    return CASES
        .splitAsStream(text(resource))
        .filter(text -> !text.isBlank())
        .map(
            text -> {
              int end = text.indexOf('\n');
              return new Case(text.substring(0, end), text.substring(end + 1));
            });
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text("plugin.schema.json"));
  }

  private static String text(String resource) {
    try (InputStream in = DescriptorSchemaTest.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
