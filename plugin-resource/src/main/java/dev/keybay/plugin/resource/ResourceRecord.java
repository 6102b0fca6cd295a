package dev.keybay.plugin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is stored beside a resource.
 *
 * @param now the version that guests read
 * @param older the versions that are kept, the latest first
 */
record ResourceRecord(ResourceVersion now, List<ResourceVersion> older) {

  ResourceRecord {
    older = List.copyOf(older);
  }

  /**
   * Reads the record of a resource.
   *
   * @param value of the resource itself
   */
  static ResourceRecord of(SecretInfo value, Optional<SecretEntry> stored) {
    if (stored.isEmpty()) {
      return new ResourceRecord(
          new ResourceVersion(1, "", "", value.updated(), value.size()), List.of());
    }
    JsonNode members = tree(stored.get());
    ResourceVersion now = ResourceVersion.of(members);
    List<ResourceVersion> older = older(members);
    // Both are written together, one after the other. If they are not neighbours, a plugin that
    // knows no records has written the value since: then nothing but the number is known.
    boolean together = stored.get().info().revision() == value.revision() + 1;
    return new ResourceRecord(
        together
            ? new ResourceVersion(now.number(), now.by(), now.type(), value.updated(), value.size())
            : new ResourceVersion(now.number() + 1, "", "", value.updated(), value.size()),
        older);
  }

  /** The versions that a record names whose resource may be gone. */
  static List<ResourceVersion> older(SecretEntry stored) {
    return older(tree(stored));
  }

  /**
   * The record after a change.
   *
   * @param kept how many older versions are kept
   */
  ResourceRecord followedBy(ResourceVersion next, int kept) {
    List<ResourceVersion> all = new ArrayList<>(older);
    all.add(0, now);
    return new ResourceRecord(next, all.subList(0, Math.min(kept, all.size())));
  }

  /** What an administrator sees. */
  Map<String, Object> members() {
    Map<String, Object> members = now.members();
    members.put("versions", older.stream().map(ResourceVersion::members).toList());
    return members;
  }

  byte[] bytes() {
    return Json.bytes(new LinkedHashMap<>(members()));
  }

  private static List<ResourceVersion> older(JsonNode members) {
    List<ResourceVersion> older = new ArrayList<>();
    members.path("versions").forEach(one -> older.add(ResourceVersion.of(one)));
    return older;
  }

  private static JsonNode tree(SecretEntry stored) {
    try {
      return Json.read(stored.value());
    } catch (IOException e) {
      throw new IllegalStateException("the record of a resource cannot be read", e);
    }
  }
}
