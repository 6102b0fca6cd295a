package dev.keybay.format.openapi;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value of a part may look like. */
@FunctionalInterface
interface Shape {

  /**
   * Returns if the value is of this shape.
   *
   * @param at its place, a JSON pointer
   * @throws ApiPartException with the place of what is not
   */
  void check(@Nullable Object value, String at) throws ApiPartException;

  /** A text that is all of a pattern. */
  static Shape text(String pattern) {
    Pattern compiled = Pattern.compile(pattern, Pattern.DOTALL);
    return (value, at) -> {
      if (!(value instanceof String text) || !compiled.matcher(text).matches()) {
        throw new ApiPartException(at, "expected text of the form " + pattern);
      }
    };
  }

  /** An array with at least so many elements. */
  static Shape listOf(Shape element, int least) {
    return (value, at) -> {
      if (!(value instanceof Iterable<?>) || Tree.elements(value).size() < least) {
        throw new ApiPartException(at, "expected an array of " + least + " or more");
      }
      int index = 0;
      for (Object each : Tree.elements(value)) {
        element.check(each, at + "/" + index++);
      }
    };
  }

  /** An object with names of a pattern and members of one shape. */
  static Shape mapOf(String names, Shape member) {
    Shape name = text(names);
    return (value, at) -> {
      for (Map.Entry<String, @Nullable Object> each : object(value, at).entrySet()) {
        name.check(each.getKey(), Tree.below(at, each.getKey()));
        member.check(each.getValue(), Tree.below(at, each.getKey()));
      }
    };
  }

  /** An object with these members, of which some must be there, and extensions. */
  static Shape object(Map<String, Shape> members, Set<String> required) {
    return (value, at) -> {
      Map<String, @Nullable Object> object = object(value, at);
      for (String name : required) {
        if (!object.containsKey(name)) {
          throw new ApiPartException(at, "the member " + name + " is missing");
        }
      }
      for (Map.Entry<String, @Nullable Object> each : object.entrySet()) {
        Shape shape = members.get(each.getKey());
        if (shape != null) {
          shape.check(each.getValue(), Tree.below(at, each.getKey()));
        } else if (!each.getKey().startsWith("x-")) {
          throw new ApiPartException(Tree.below(at, each.getKey()), "a part has no such member");
        }
      }
    };
  }

  /** This, or a reference to a component of a section. */
  default Shape orIn(String section) {
    Shape reference =
        object(
            Map.of("$ref", text("#/components/" + section + "/[A-Za-z0-9._-]+")), Set.of("$ref"));
    return (value, at) ->
        (value instanceof Map<?, ?> object && object.containsKey("$ref") ? reference : this)
            .check(value, at);
  }

  private static Map<String, @Nullable Object> object(@Nullable Object value, String at)
      throws ApiPartException {
    if (!(value instanceof Map<?, ?>)) {
      throw new ApiPartException(at, "expected an object");
    }
    return Tree.members(value);
  }
}
