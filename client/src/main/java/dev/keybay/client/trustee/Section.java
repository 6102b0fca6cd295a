package dev.keybay.client.trustee;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A table of the configuration. It remembers which keys were asked for, so that the others can be
 * named in the end.
 */
final class Section {
  private final TomlTable table;
  private final String path;
  private final Takeover takeover;
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Section> children = new LinkedHashMap<>();

  Section(TomlTable table, String path, Takeover takeover) {
    this.table = table;
    this.path = path;
    this.takeover = takeover;
  }

  /** The whole name of a key. */
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Where a key stands, for people. */
  String place(String key) {
    int line = line(key);
    return line == 0 ? "" : "line " + line;
  }

  /** 0 if it is not there. */
  private int line(String key) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return position == null ? 0 : position.line();
  }

  Optional<String> text(String key) {
    return value(key, String.class, "a text");
  }

  Optional<Long> number(String key) {
    return value(key, Long.class, "a whole number");
  }

  Optional<Boolean> flag(String key) {
    return value(key, Boolean.class, "true or false");
  }

  /** A list of texts, or one text; empty where there is none. */
  List<String> texts(String key) {
    if (!(find(key) instanceof TomlArray array)) {
      return text(key).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof String text) {
        texts.add(text);
      } else {
        takeover.left(path(key) + "[" + i + "]", place(key), "expected a text");
      }
    }
    return texts;
  }

  /** A table in this one; an empty one where there is none. */
  Section section(String key) {
    TomlTable found = value(key, TomlTable.class, "a table").orElseGet(() -> Toml.parse(""));
    return child(found, path(key));
  }

  /** Tables in a list. */
  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    value(key, TomlArray.class, "a list of tables")
        .ifPresent(
            array -> {
              for (int i = 0; i < array.size(); i++) {
                String name = path(key) + "[" + i + "]";
                if (array.get(i) instanceof TomlTable element) {
                  sections.add(child(element, name));
                } else {
                  takeover.left(name, place(key), "expected a table");
                }
              }
            });
    return sections;
  }

  /** Looks at none of its keys any more: one finding says it all. */
  void skip() {
    asked.addAll(table.keySet());
  }

  /** Names the keys that nobody has asked for, here and below. */
  void sweep() {
    table.keySet().stream()
        .filter(key -> !asked.contains(key))
        .sorted(Comparator.comparingInt(this::line))
        .forEach(key -> Hints.of(path(key)).report(takeover, path(key), place(key)));
    children.values().forEach(Section::sweep);
  }

  private Section child(TomlTable found, String name) {
    return children.computeIfAbsent(name, absent -> new Section(found, name, takeover));
  }

  private <T> Optional<T> value(String key, Class<T> type, String expected) {
    Object value = find(key);
    if (value != null && !type.isInstance(value)) {
      takeover.left(path(key), place(key), "expected " + expected);
      return Optional.empty();
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  private @Nullable Object find(String key) {
    asked.add(key);
    return table.get(List.of(key));
  }
}
