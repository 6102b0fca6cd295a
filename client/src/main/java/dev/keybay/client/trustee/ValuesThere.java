package dev.keybay.client.trustee;

import dev.keybay.client.AdminClient;
import dev.keybay.client.Json;
import dev.keybay.client.KbsClientException;
import dev.keybay.client.Listing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reference values of a broker. One that answers as Trustee does ({@code kbs.compat=trustee})
 * has no list of them and is asked for each. It shows no expiry then, nor does it look at it: the
 * value decides.
 *
 * @param listed by id; empty if the broker has no list
 */
record ValuesThere(AdminClient admin, Optional<Map<String, Map<String, @Nullable Object>>> listed) {
  private static final String UNKNOWN = "/RvpsError";

  /** What the broker has in place of a value. */
  enum There {
    NOTHING,
    THE_SAME,
    ANOTHER
  }

  /**
   * @throws KbsClientException if the broker cannot be asked at all
   */
  static ValuesThere of(AdminClient admin) {
    Map<String, Map<String, @Nullable Object>> values = new HashMap<>();
    try {
      new Listing(admin)
          .referenceValues("")
          .forEach(value -> values.put(String.valueOf(value.get("id")), value));
      return new ValuesThere(admin, Optional.of(values));
    } catch (KbsClientException e) {
      if (e.type().endsWith(UNKNOWN)) { // it has looked for the value of the empty id
        return new ValuesThere(admin, Optional.empty());
      }
      throw e;
    }
  }

  /**
   * @throws KbsClientException if the broker refuses to say
   */
  There inPlaceOf(Item.ReferenceValue item) {
    return listed.map(values -> compare(item, values.get(item.id()))).orElseGet(() -> ask(item));
  }

  private static There compare(
      Item.ReferenceValue item, @Nullable Map<String, @Nullable Object> there) {
    if (there == null) {
      return There.NOTHING;
    }
    boolean same =
        equal(item, there.get("value"))
            && item.expiration().toString().equals(there.get("expiration"));
    return same ? There.THE_SAME : There.ANOTHER;
  }

  private There ask(Item.ReferenceValue item) {
    try {
      Object there = admin.getReferenceValue(item.id());
      return equal(item, there) ? There.THE_SAME : There.ANOTHER;
    } catch (KbsClientException e) {
      if (e.type().endsWith(UNKNOWN)) {
        return There.NOTHING;
      }
      throw e;
    }
  }

  private static boolean equal(Item.ReferenceValue item, @Nullable Object there) {
    return Json.write(there).equals(Json.write(item.value()));
  }
}
