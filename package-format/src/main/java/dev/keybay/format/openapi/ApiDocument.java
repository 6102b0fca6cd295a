package dev.keybay.format.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole document: the host's part and those of plugins, one of each. */
public final class ApiDocument {
  private ApiDocument() {}

  /**
   * Puts it together, as plain values in the order in which they are written. The same parts give
   * the same document, whatever their order.
   *
   * @param parts no two of one plugin
   */
  public static Map<String, @Nullable Object> of(Collection<ApiPart> parts) {
    List<ApiPart> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparing(ApiPart::plugin));
    Map<String, @Nullable Object> whole = new LinkedHashMap<>(HostApi.document());
    List<Object> tags = new ArrayList<>(Tree.elements(whole.get("tags")));
    Map<String, @Nullable Object> paths = Tree.members(whole.get("paths"));
    Map<String, @Nullable Object> components = Tree.members(whole.get("components"));
    for (ApiPart part : sorted) {
      tags.add(tag(part));
      part.paths().forEach(paths::putIfAbsent);
      part.components().forEach((section, more) -> add(components, section, more));
    }
    whole.put("tags", tags);
    whole.put("paths", paths);
    whole.put("components", components);
    return whole;
  }

  private static Map<String, Object> tag(ApiPart part) {
    Map<String, Object> tag = new LinkedHashMap<>();
    tag.put("name", part.plugin());
    tag.put("description", part.summary());
    return tag;
  }

  private static void add(
      Map<String, @Nullable Object> components, String section, @Nullable Object more) {
    Map<String, @Nullable Object> all = Tree.members(components.get(section));
    all.putAll(Tree.members(more));
    components.put(section, all);
  }
}
