package dev.keybay.format.openapi;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of operations: each in braces is said once, and none twice (OpenAPI 3.1.1 §4.8.10).
 */
record PathParameters(Map<String, @Nullable Object> components) {
  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");

  /**
   * Returns if the operation's parameters fit its path.
   *
   * @param item the path's members, whose parameters hold for each of its operations
   */
  void check(String path, Map<String, @Nullable Object> item, @Nullable Object operation, String at)
      throws ApiPartException {
    Set<String> inPath = new HashSet<>();
    look(Tree.members(operation).get("parameters"), inPath, at);
    look(item.get("parameters"), inPath, at);
    Set<String> braces = new HashSet<>();
    Matcher found = BRACES.matcher(path);
    while (found.find()) {
      if (!braces.add(found.group(1))) {
        throw new ApiPartException(at, "the path has {" + found.group(1) + "} twice");
      }
    }
    if (!braces.equals(inPath)) {
      throw new ApiPartException(
          at, "the path has the parameters " + braces + " and described are " + inPath);
    }
  }

  private void look(@Nullable Object parameters, Set<String> inPath, String at)
      throws ApiPartException {
    Set<String> names = new HashSet<>();
    for (Object each : Tree.elements(parameters)) {
      Map<String, @Nullable Object> parameter = resolved(each);
      String name = String.valueOf(parameter.get("name"));
      if (!names.add(parameter.get("in") + " " + name)) {
        throw new ApiPartException(at, "the parameter " + name + " is there twice");
      }
      if ("path".equals(parameter.get("in"))) {
        inPath.add(name);
        if (!Boolean.TRUE.equals(parameter.get("required"))) {
          throw new ApiPartException(at, "the parameter " + name + " of the path is not required");
        }
      }
    }
  }

  private Map<String, @Nullable Object> resolved(@Nullable Object parameter) {
    Map<String, @Nullable Object> members = Tree.members(parameter);
    if (!(members.get("$ref") instanceof String reference)) {
      return members;
    }
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    Map<String, @Nullable Object> own =
        Tree.members(Tree.members(components.get("parameters")).get(name));
    return own.isEmpty() ? Tree.members(HostApi.component("parameters", name)) : own;
  }
}
