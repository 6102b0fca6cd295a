package dev.keybay.policy.rego;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.policy.PolicySyntaxException;
import dev.keybay.policy.rego.syntax.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A case of the compliance corpus: modules, a query, documents and what they must give. */
record CorpusCase(String id, JsonNode json) {
  static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** The queries that need no module of their own. */
  private static final Pattern PATH = Pattern.compile("(data[a-z_0-9.]*) = ([a-z])");

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** Runs the case; says what went wrong, or nothing. */
  @Nullable String run() {
    boolean strict = json.path("strict_error").asBoolean(false);
    JsonNode error = json.path("want_error_code");
    boolean fails = error.isTextual() || (json.path("want_error").isTextual() && strict);
    boolean undefined = fails && json.path("want_result").isArray() && !strict;
    String wanted = fails && !undefined ? kind(error.asText("")) : null;
    Object actual;
    try {
      actual = evaluate(new PolicyLimits(5_000_000, DEADLINE, strict));
    } catch (PolicyEvaluationException e) {
      String message = e.kind() + ": " + e.getMessage();
      return wanted != null && (wanted.isEmpty() || wanted.equals(e.kind().name()))
          ? null
          : "wanted " + wanted + ", threw " + message;
    } catch (PolicySyntaxException e) {
      return "did not compile: " + e.getMessage();
    }
    if (wanted != null) {
      return "wanted an error, got " + actual;
    }
    JsonNode expected = json.path("want_result");
    boolean sort = json.path("sort_bindings").asBoolean(false);
    String want = canonical(expected.isArray() ? expected : MAPPER.createArrayNode(), sort, true);
    String got = canonical(MAPPER.valueToTree(actual), sort, true);
    return want.equals(got) ? null : "wanted " + want + ", got " + got;
  }

  private static String kind(String code) {
    return switch (code) {
      case "eval_type_error" -> "TYPE";
      case "eval_builtin_error" -> "BUILTIN";
      case "eval_conflict_error" -> "CONFLICT";
      default -> "";
    };
  }

  private Object evaluate(PolicyLimits limits) {
    List<Source> sources = new ArrayList<>();
    for (JsonNode module : json.path("modules")) {
      sources.add(new Source("module" + sources.size(), module.asText()));
    }
    Matcher path = PATH.matcher(json.path("query").asText().strip());
    boolean direct = path.matches() && json.path("input_term").asText("{}").equals("{}");
    if (!direct) {
      sources.add(new Source("query", query()));
    }
    String rule = direct ? path.group(1) : "data.query.result";
    CompiledPolicy policy = new RegoEngine(Clock.systemUTC()).compile(sources);
    TypeReference<Map<String, Object>> object = new TypeReference<>() {};
    Map<String, Object> data =
        json.path("data").isObject() ? MAPPER.convertValue(json.path("data"), object) : Map.of();
    Object input =
        json.path("input").isMissingNode() || json.path("input").isNull()
            ? null
            : MAPPER.convertValue(json.path("input"), Object.class);
    if (json.path("input_term").isTextual()) {
      input = Map.of();
    }
    Map<String, Object> results = policy.evaluate(data, input, List.of(rule), List.of(), limits);
    if (!results.containsKey(rule)) {
      return List.of();
    }
    return direct ? List.of(binding(path.group(2), results.get(rule))) : results.get(rule);
  }

  private static Map<String, Object> binding(String name, @Nullable Object value) {
    Map<String, Object> binding = new HashMap<>();
    binding.put(name, value);
    return binding;
  }

  /** A module that gives the bindings of the query. */
  private String query() {
    TreeSet<String> names = new TreeSet<>();
    Iterator<String> fields = json.path("want_result").path(0).fieldNames();
    fields.forEachRemaining(names::add);
    List<String> entries = names.stream().map(n -> '"' + n + "\": " + n).toList();
    String input =
        json.path("input_term").isTextual()
            ? " with input as " + json.get("input_term").asText()
            : "";
    return "package query\n\nresult := [{"
        + String.join(", ", entries)
        + "} |\n"
        + json.path("query").asText().strip()
        + input
        + "\n]\n";
  }

  /** A text that is the same for equal values: keys sorted, numbers in one form. */
  private static String canonical(JsonNode node, boolean sort, boolean bindings) {
    if (node.isArray()) {
      List<String> elements = new ArrayList<>();
      node.forEach(element -> elements.add(canonical(element, sort, false)));
      if (sort || bindings) {
        elements.sort(null);
      }
      return elements.toString();
    }
    if (node.isObject()) {
      TreeSet<String> entries = new TreeSet<>();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String key = new TextNode(entry.getKey()).toString();
        entries.add(key + ":" + canonical(entry.getValue(), sort, false));
      }
      return "{" + String.join(",", entries) + "}";
    }
    return node.isNumber()
        ? new java.math.BigDecimal(node.decimalValue().stripTrailingZeros().toPlainString())
            .stripTrailingZeros()
            .toPlainString()
        : node.toString();
  }
}
