package dev.keybay.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Keybay broker has of one kind, read page by page to the end; and what it knows of one of
 * them. Other brokers answer with an error. Thread-safe.
 */
public final class Listing {
  private final AdminClient admin;

  public Listing(AdminClient admin) {
    this.admin = admin;
  }

  /** The resources whose names begin with a prefix: never their values. */
  public List<Map<String, @Nullable Object>> resources(String prefix) {
    return all("resources", "resources", prefix);
  }

  /** The reference values whose ids begin with a prefix, those that have expired too. */
  public List<Map<String, @Nullable Object>> referenceValues(String prefix) {
    return all("reference-value", "values", prefix);
  }

  /** What is known of one resource, with its older versions. */
  public Map<String, @Nullable Object> resource(ResourcePath resource) {
    KbsReply reply = admin.call(KbsCall.of("GET", "resources/" + resource));
    return AdminClient.object(reply.orFail("reading about the resource " + resource).json());
  }

  private List<Map<String, @Nullable Object>> all(String path, String member, String prefix) {
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    Object after = "";
    while (after instanceof String last) {
      String query = "?limit=500&prefix=" + encoded(prefix) + "&after=" + encoded(last);
      KbsReply reply = admin.call(KbsCall.of("GET", path + query)).orFail("listing " + path);
      Map<String, @Nullable Object> page = AdminClient.object(reply.json());
      if (!(page.get(member) instanceof List<?> elements)) {
        throw new KbsClientException(
            "the broker's answer is no list", reply.status(), (Throwable) null);
      }
      elements.forEach(element -> found.add(AdminClient.object(element)));
      after = page.get("next");
    }
    return found;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
