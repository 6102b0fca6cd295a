package dev.keybay.format.openapi;

import dev.keybay.format.access.AccessRule;
import dev.keybay.format.access.Auth;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.json.StrictJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin says of its paths, checked and completed. The text is the plugin author's: bounded,
 * strict JSON, about its own paths alone, and without anything that would lead a reader elsewhere.
 *
 * @param plugin its name, which is also the tag of its operations
 * @param summary of the plugin, or the empty text
 * @param paths ready for the document
 * @param components by section, then by name
 */
public record ApiPart(
    String plugin,
    String summary,
    Map<String, @Nullable Object> paths,
    Map<String, @Nullable Object> components) {

  /** Where it is in a bundle. */
  public static final String ENTRY = "OSGI-INF/keybay/openapi.json";

  /** The longest, in bytes. */
  public static final int MAX_BYTES = 256 << 10;

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  /**
   * Reads a part.
   *
   * @param json of at most {@link #MAX_BYTES}; more are refused
   * @param plugin whose part it is
   * @throws ApiPartException with what was expected, and where
   */
  public static ApiPart read(byte[] json, PluginIdentity plugin) throws ApiPartException {
    Map<String, @Nullable Object> part = parse(json);
    Shapes.PART.check(part, "");
    String name = plugin.plugin().name();
    PartNames.check(part, name);
    Map<String, @Nullable Object> components = Tree.members(part.get("components"));
    return new ApiPart(
        name,
        plugin.descriptor().map(Descriptor::about).flatMap(about -> about.summary()).orElse(""),
        paths(Tree.members(part.get("paths")), new OwnPaths(plugin), new Reader(name, components)),
        components);
  }

  private record Reader(String plugin, Map<String, @Nullable Object> components) {}

  private static Map<String, @Nullable Object> parse(byte[] json) throws ApiPartException {
    if (json.length > MAX_BYTES) {
      throw new ApiPartException("it is longer than " + MAX_BYTES + " bytes");
    }
    try {
      return StrictJson.object(json);
    } catch (IOException e) {
      throw new ApiPartException(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> paths(
      Map<String, @Nullable Object> said, OwnPaths own, Reader reader) throws ApiPartException {
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    Set<String> forms = new HashSet<>();
    for (Map.Entry<String, @Nullable Object> path : said.entrySet()) {
      if (!forms.add(path.getKey().replaceAll("\\{[^}]*}", "{}"))) {
        throw new ApiPartException(
            Tree.below("/paths", path.getKey()), "another path differs by names in braces alone");
      }
      paths.put(path.getKey(), item(path.getKey(), Tree.members(path.getValue()), own, reader));
    }
    return paths;
  }

  private static Map<String, @Nullable Object> item(
      String path, Map<String, @Nullable Object> item, OwnPaths own, Reader reader)
      throws ApiPartException {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>(item);
    int operations = 0;
    for (Map.Entry<String, @Nullable Object> member : item.entrySet()) {
      if (METHODS.contains(member.getKey())) {
        operations++;
        String at = Tree.below(Tree.below("/paths", path), member.getKey());
        String method = member.getKey().toUpperCase(Locale.ROOT);
        Map<String, @Nullable Object> operation = Tree.members(member.getValue());
        AccessRule rule = own.rule(path, method, at);
        if (rule.requires().auth() != Auth.PUBLIC && operation.containsKey("security")) {
          throw new ApiPartException(at, "leave security out: it is what the access rule says");
        }
        new PathParameters(reader.components()).check(path, item, operation, at);
        whole.put(
            member.getKey(), new HostAnswers(reader.plugin(), rule).complete(method, operation));
      }
    }
    if (operations == 0) {
      throw new ApiPartException(Tree.below("/paths", path), "expected one of " + METHODS);
    }
    return whole;
  }
}
