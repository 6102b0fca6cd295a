package dev.keybay.format.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names in a part. What it brings begins with the plugin's name and an underscore, which no
 * plugin's name has: so no two plugins bring the same name, nor does one replace the host's. What
 * it refers to is its own or the host's.
 */
record PartNames(String prefix, Map<String, @Nullable Object> components) {
  private static final String REF = "$ref";

  static void check(Map<String, @Nullable Object> part, String plugin) throws ApiPartException {
    Map<String, @Nullable Object> components = Tree.members(part.get("components"));
    PartNames names = new PartNames(plugin + "_", components);
    for (String section : components.keySet()) {
      for (String name : Tree.members(components.get(section)).keySet()) {
        names.own(name, Tree.below("/components/" + section, name));
      }
    }
    names.operationIds(Tree.members(part.get("paths")));
    names.references(part, "");
  }

  private void own(String name, String at) throws ApiPartException {
    if (!name.startsWith(prefix) || name.length() == prefix.length()) {
      throw new ApiPartException(at, "expected a name that begins with " + prefix);
    }
  }

  private void operationIds(Map<String, @Nullable Object> paths) throws ApiPartException {
    Set<String> seen = new HashSet<>();
    for (String path : paths.keySet()) {
      for (Object operation : Tree.members(paths.get(path)).values()) {
        if (Tree.members(operation).get("operationId") instanceof String id) {
          String at = Tree.below("/paths", path);
          own(id, at);
          if (!seen.add(id)) {
            throw new ApiPartException(at, "the operationId " + id + " is there twice");
          }
        }
      }
    }
  }

  /** Anywhere: an example that has such a member would be taken for a reference by many tools. */
  private void references(@Nullable Object value, String at) throws ApiPartException {
    if (value instanceof Map<?, ?>) {
      for (Map.Entry<String, @Nullable Object> member : Tree.members(value).entrySet()) {
        String place = Tree.below(at, member.getKey());
        if (member.getKey().equals(REF)) {
          resolve(member.getValue(), place);
        }
        references(member.getValue(), place);
      }
    } else if (value instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        references(elements.get(i), at + "/" + i);
      }
    }
  }

  private void resolve(@Nullable Object reference, String at) throws ApiPartException {
    String[] words = String.valueOf(reference).split("/", -1);
    boolean found =
        words.length == 4
            && words[0].equals("#")
            && words[1].equals("components")
            && (HostApi.has(words[2], words[3])
                || Tree.members(components.get(words[2])).containsKey(words[3]));
    if (!found) {
      throw new ApiPartException(at, "neither the part nor the host has " + reference);
    }
  }
}
