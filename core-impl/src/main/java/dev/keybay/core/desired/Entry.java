package dev.keybay.core.desired;

import dev.keybay.core.config.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One object of the file, read member by member; what is wrong is collected and not thrown, so that
 * all of it is said at once. Confined to its thread.
 */
final class Entry {
  private final Document document;
  private final String pointer;
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
  private final List<String> problems;

  private Entry(Document document, String pointer, List<String> problems) {
    this.document = document;
    this.pointer = pointer;
    this.problems = problems;
  }

  /** The whole file. */
  static Entry of(Document document) {
    Entry entry = new Entry(document, "", new ArrayList<>());
    entry.members.putAll(document.members());
    return entry;
  }

  /** An object in this one, with problems of its own if wanted; empty if there is none. */
  Entry object(String key, boolean ownProblems) {
    Entry entry = new Entry(document, at(key), ownProblems ? new ArrayList<>() : problems);
    Object value = members.get(key);
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> entry.members.put(String.valueOf(name), each));
    } else if (members.containsKey(key)) {
      entry.refuseItself("an object", value);
    }
    return entry;
  }

  List<String> problems() {
    return problems;
  }

  Iterable<String> keys() {
    return List.copyOf(members.keySet());
  }

  boolean has(String key) {
    return members.containsKey(key);
  }

  /** Refuses members of other names. */
  void only(List<String> known) {
    for (String key : members.keySet()) {
      if (!known.contains(key)) {
        problems.add(
            document.place(at(key))
                + ": there is no \""
                + key
                + "\" here"
                + Document.suggestion(key, known));
      }
    }
  }

  Optional<String> text(String key, String expected, Predicate<String> takes) {
    Object value = members.get(key);
    if (value instanceof String text && takes.test(text)) {
      return Optional.of(text);
    }
    if (members.containsKey(key)) {
      refuse(key, expected);
    }
    return Optional.empty();
  }

  Optional<Boolean> flag(String key) {
    Object value = members.get(key);
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    if (members.containsKey(key)) {
      refuse(key, "true or false");
    }
    return Optional.empty();
  }

  Optional<Integer> share(String key) {
    Object value = members.get(key);
    if (value instanceof Long share && share >= 0 && share <= 100) {
      return Optional.of(share.intValue());
    }
    refuse(key, "a share from 0 to 100");
    return Optional.empty();
  }

  /** Says that a member is not what it should be: its place, what was expected, what came. */
  void refuse(String key, String expected) {
    Object value = members.get(key);
    String got =
        value instanceof String text && text.length() <= 64
            ? "\"" + text + "\""
            : Document.kind(value);
    problems.add(
        document.place(at(key)) + ": \"" + key + "\": expected " + expected + ", got " + got);
  }

  /** Says that something about the whole object is wrong. */
  void complain(String text) {
    problems.add(document.place(pointer) + ": " + text);
  }

  private void refuseItself(String expected, @Nullable Object value) {
    complain("expected " + expected + ", got " + Document.kind(value));
  }

  private String at(String key) {
    return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
  }
}
