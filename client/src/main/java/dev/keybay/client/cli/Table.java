package dev.keybay.client.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows under headings, for people. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with its headings. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row, as long as the headings. */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /**
   * A table of objects.
   *
   * @param columns names of members; one that no object has is left out. Case and the separators
   *     {@code -} and {@code _} do not matter
   */
  static Table of(
      List<? extends Map<String, ? extends @Nullable Object>> objects, String... columns) {
    List<Map<String, String>> cells = objects.stream().map(Table::cells).toList();
    String[] present =
        List.of(columns).stream()
            .filter(column -> cells.stream().anyMatch(row -> row.containsKey(key(column))))
            .toArray(String[]::new);
    Table table =
        new Table(
            List.of(present).stream()
                .map(column -> column.toUpperCase(Locale.ROOT))
                .toArray(String[]::new));
    cells.forEach(
        row ->
            table.row(
                List.of(present).stream()
                    .map(column -> row.getOrDefault(key(column), ""))
                    .toArray(String[]::new)));
    return table;
  }

  /** The texts of an object's members, by {@link #key}. */
  static Map<String, String> cells(Map<String, ? extends @Nullable Object> object) {
    return object.entrySet().stream()
        .filter(member -> member.getValue() != null)
        .collect(
            Collectors.toMap(
                member -> key(member.getKey()), member -> text(member.getValue()), (a, b) -> a));
  }

  /** What a member and a column that is named a little otherwise have in common. */
  static String key(String name) {
    return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }

  /** A broker's words must not steer the terminal: control characters become spaces. */
  private static String text(@Nullable Object value) {
    String text =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
            : String.valueOf(value);
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  /** The lines, columns aligned, without a line feed at the end. */
  @Override
  public String toString() {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> Collections.max(rows.stream().map(row -> row.get(i).length()).toList()))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, columns)
                    .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .collect(Collectors.joining("\n"));
  }
}
