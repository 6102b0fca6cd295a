package dev.keybay.plugin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of one version of a resource: never its bytes, and no digest of them, from which a
 * short secret could be found by trying.
 *
 * @param number from 1, growing with each change
 * @param by who wrote it; empty if that is not known
 * @param type its content type; empty if it came without one
 * @param size in bytes
 */
record ResourceVersion(long number, String by, String type, Instant at, int size) {

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("version", number);
    members.put("size", size);
    members.put("changed", at.toString());
    members.put("by", by);
    members.put("contentType", type);
    return members;
  }

  static ResourceVersion of(JsonNode members) {
    return new ResourceVersion(
        members.path("version").asLong(1),
        members.path("by").asText(""),
        members.path("contentType").asText(""),
        Instant.parse(members.path("changed").asText(Instant.EPOCH.toString())),
        members.path("size").asInt(0));
  }
}
