package dev.keybay.client;

import java.util.Optional;

/**
 * Changes of resources on conditions, and back to an older version, as a Keybay broker takes them.
 * Every method fails with {@link KbsClientException}; its status is 412 if the condition did not
 * hold. Thread-safe.
 *
 * @param ifMatch the entity tag that the resource must have now
 * @param ifAbsent whether it must not be there
 */
public record ResourceChanges(AdminClient admin, Optional<String> ifMatch, boolean ifAbsent) {

  /**
   * Creates or replaces a resource.
   *
   * @return the entity tag that it has now; empty from a broker that gives none
   */
  public String set(ResourcePath resource, byte[] value, String contentType) {
    KbsReply reply =
        send(
            KbsCall.of("POST", "resource/" + resource).withBody(contentType, value),
            "setting the resource " + resource);
    return reply.headers().firstValue("ETag").orElse("");
  }

  public void delete(ResourcePath resource) {
    send(KbsCall.of("DELETE", "resource/" + resource), "deleting the resource " + resource);
  }

  /** Makes an older version the present one. */
  public void restore(ResourcePath resource, long version) {
    send(
        KbsCall.of("POST", "resources/" + resource + "/restore?version=" + version),
        "restoring version " + version + " of the resource " + resource);
  }

  private KbsReply send(KbsCall call, String what) {
    KbsCall conditional = ifAbsent ? call.withHeader("If-None-Match", "*") : call;
    if (ifMatch.isPresent()) {
      conditional = conditional.withHeader("If-Match", ifMatch.get());
    }
    return admin.call(conditional).orFail(what);
  }
}
