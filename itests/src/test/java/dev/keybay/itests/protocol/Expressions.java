package dev.keybay.itests.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of Prometheus, as far as a test needs it: which series it names, with which labels.
 *
 * @param series each with the labels of its selector
 * @param grouping the labels of {@code by} and {@code without}
 */
record Expressions(List<Series> series, Set<String> grouping) {

  record Series(String name, Set<String> labels) {}

  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without) \\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("\\b([a-z_]+_[a-z_]+)\\b(?:\\{([^}]*)})?(?! *\\()");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+) *(?:=~|!~|!=|=)");

  static Expressions of(String expression) {
    String plain = STRING.matcher(expression.replace("$__rate_interval", "5m")).replaceAll("\"\"");
    Set<String> grouping = new TreeSet<>();
    Matcher group = GROUPING.matcher(plain);
    while (group.find()) {
      grouping.addAll(List.of(group.group(1).split(" *, *", 20)));
    }
    List<Series> series = new ArrayList<>();
    Matcher selector = SELECTOR.matcher(GROUPING.matcher(plain).replaceAll(""));
    while (selector.find()) {
      Set<String> labels = new TreeSet<>();
      Matcher label = LABEL.matcher(selector.group(2) == null ? "" : selector.group(2));
      while (label.find()) {
        labels.add(label.group(1));
      }
      series.add(new Series(selector.group(1), labels));
    }
    return new Expressions(series, grouping);
  }

  /** All of a dashboard's panels. */
  static List<String> in(JsonNode dashboard) {
    return dashboard.findValuesAsText("expr");
  }
}
