package dev.keybay.plugin.resource;

import dev.keybay.api.store.SecretInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an administrator may know of a resource: everything but its bytes. */
record ResourceInfo(SecretInfo stored, ResourceRecord record) {

  String path() {
    return stored.key();
  }

  String tag() {
    return Precondition.tag(stored.revision());
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("path", path());
    members.put("created", stored.created().toString());
    members.put("etag", tag());
    members.putAll(record.members());
    return members;
  }
}
