package dev.keybay.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Keybay broker can do with policies beyond the protocol. Every method fails with {@link
 * KbsClientException} for any status but 200, as all do at another broker. Thread-safe.
 */
public record PolicyAdmin(AdminClient admin) {

  /** The ids of the attestation policies. */
  public List<String> attestationIds() {
    KbsReply reply = admin.call(KbsCall.of("GET", "attestation-policy"));
    return AdminClient.list(reply.orFail("listing the attestation policies")).stream()
        .map(String::valueOf)
        .toList();
  }

  /** Sets a resource policy; Rego. */
  public void setResourcePolicy(PolicyName policy, String rego) {
    admin
        .call(
            KbsCall.of("POST", policy.path())
                .withJson(Map.of("policy", AdminClient.base64Url(rego))))
        .orFail("setting the " + policy);
  }

  /** The text, in {@code policy}, and what is known of it. */
  public Map<String, @Nullable Object> read(PolicyName policy) {
    return object(KbsCall.of("GET", policy.path()), "reading the " + policy);
  }

  /** As {@link #read(PolicyName)}, of a version of the history. */
  public Map<String, @Nullable Object> read(PolicyName policy, long version) {
    return object(
        KbsCall.of("GET", policy.path() + "/history/" + version),
        "reading version " + version + " of the " + policy);
  }

  /** All versions that are kept, the latest first. */
  public List<Map<String, @Nullable Object>> history(PolicyName policy) {
    KbsReply reply = admin.call(KbsCall.of("GET", policy.path() + "/history"));
    return AdminClient.list(reply.orFail("reading the history of the " + policy)).stream()
        .map(AdminClient::object)
        .toList();
  }

  /** Sets the text of an earlier version again. */
  public void rollback(PolicyName policy, long version) {
    admin
        .call(KbsCall.of("POST", policy.path() + "/rollback?version=" + version))
        .orFail("rolling the " + policy + " back");
  }

  public void delete(PolicyName policy) {
    admin.call(KbsCall.of("DELETE", policy.path())).orFail("deleting the " + policy);
  }

  /** What policies would decide on recorded input; changes nothing. */
  public Map<String, @Nullable Object> test(Map<String, ? extends @Nullable Object> request) {
    return object(KbsCall.of("POST", "policy/test").withJson(request), "testing the policy");
  }

  private Map<String, @Nullable Object> object(KbsCall call, String what) {
    return AdminClient.object(admin.call(call).orFail(what).json());
  }
}
