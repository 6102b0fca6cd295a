package dev.keybay.itests.protocol;

import dev.keybay.itests.Broker;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /metrics} serves, in Prometheus's text form.
 *
 * @param types from the name of a family to its type
 * @param labels from the name of a series to the names of its labels
 * @param buckets from the name of a histogram to its upper bounds, but for the one without
 */
record MetricsPage(
    Map<String, String> types, Map<String, Set<String>> labels, Map<String, Set<Double>> buckets) {
  private static final Pattern SERIES = Pattern.compile("([a-z_]+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  static MetricsPage of(Broker broker) throws IOException, InterruptedException {
    MetricsPage page = new MetricsPage(new TreeMap<>(), new TreeMap<>(), new LinkedHashMap<>());
    broker.get("/metrics").body().lines().forEach(page::read);
    return page;
  }

  private void read(String line) {
    if (line.startsWith("# TYPE ")) {
      String[] words = line.split(" ", 4);
      types.put(words[2], words[3]);
      return;
    }
    Matcher series = SERIES.matcher(line);
    if (!series.matches()) {
      return;
    }
    String name = series.group(1);
    Set<String> names = labels.computeIfAbsent(name, absent -> new TreeSet<>());
    Matcher label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
    while (label.find()) {
      names.add(label.group(1));
      if (label.group(1).equals("le") && !label.group(2).equals("+Inf")) {
        buckets
            .computeIfAbsent(name.replaceFirst("_bucket$", ""), absent -> new TreeSet<>())
            .add(Double.valueOf(label.group(2)));
      }
    }
  }
}
