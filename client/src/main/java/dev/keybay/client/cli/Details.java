package dev.keybay.client.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Objects one below the other, a line for each thing that is known of them, for people. */
final class Details {
  private Details() {}

  /**
   * A block for each.
   *
   * @param heading of an object's block: the members of these names
   * @param lines the names of the members below; what an object does not have is {@code -}. Case
   *     and the separators {@code -} and {@code _} do not matter
   */
  static String of(
      List<? extends Map<String, ? extends @Nullable Object>> objects,
      List<String> heading,
      String... lines) {
    int width = Arrays.stream(lines).mapToInt(String::length).max().orElse(0);
    return objects.stream()
        .map(Table::cells)
        .map(cells -> block(cells, heading, width, lines))
        .collect(Collectors.joining("\n"));
  }

  private static String block(
      Map<String, String> cells, List<String> heading, int width, String... lines) {
    StringBuilder block =
        new StringBuilder(
            heading.stream()
                .map(name -> cells.getOrDefault(Table.key(name), "-"))
                .collect(Collectors.joining(" ")));
    for (String name : lines) {
      String value = cells.getOrDefault(Table.key(name), "");
      block
          .append("\n    ")
          .append(name)
          .append(" ".repeat(width - name.length() + 1))
          .append(value.isEmpty() ? "-" : value);
    }
    return block.toString();
  }
}
