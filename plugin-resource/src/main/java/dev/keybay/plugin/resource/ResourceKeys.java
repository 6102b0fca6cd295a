package dev.keybay.plugin.resource;

import dev.keybay.api.plugin.PluginData;
import dev.keybay.api.store.SecretInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a resource is stored: its value under its own name, what is known of it and its older
 * versions under names that begin with a dot, which no resource's name does.
 */
final class ResourceKeys {
  /** After every key that begins with a dot, and before every other that could follow. */
  private static final String AFTER_DOTS = "/";

  private ResourceKeys() {}

  static String value(ResourcePath path) {
    return path.key();
  }

  static String about(ResourcePath path) {
    return ".about/" + path.key();
  }

  static String version(ResourcePath path, long number) {
    return ".version/" + path.key() + "/" + number;
  }

  /**
   * The resources whose names begin with a prefix, in the order of their names.
   *
   * @param after the last one of the page before, or the empty string
   */
  static List<SecretInfo> list(PluginData data, String prefix, String after, int limit) {
    List<SecretInfo> found = new ArrayList<>();
    String from = after;
    while (found.size() < limit && !prefix.startsWith(".")) {
      int wanted = limit - found.size();
      List<SecretInfo> page = data.list(prefix, from, wanted);
      for (SecretInfo info : page) {
        if (info.key().startsWith(".")) {
          from = AFTER_DOTS;
          break;
        }
        found.add(info);
        from = info.key();
      }
      if (page.size() < wanted && !from.equals(AFTER_DOTS)) {
        break;
      }
      if (page.isEmpty()) {
        break;
      }
    }
    return found;
  }
}
