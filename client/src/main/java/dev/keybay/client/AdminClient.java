package dev.keybay.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An administrator. Every method fails with {@link KbsClientException} for any status but 200.
 * Thread-safe.
 */
public final class AdminClient {

  private final KbsConnection connection;
  private final Optional<BearerToken> token;

  /** One that shows a token, or none: some brokers run without administrator authentication. */
  public AdminClient(KbsConnection connection, Optional<BearerToken> token) {
    this.connection = connection;
    this.token = token;
  }

  /** One that shows a token. */
  public AdminClient(KbsConnection connection, BearerToken token) {
    this(connection, Optional.of(token));
  }

  /** Creates or replaces a resource. */
  public void setResource(ResourcePath resource, byte[] value) {
    call(KbsCall.of("POST", "resource/" + resource).withBody("application/octet-stream", value))
        .orFail("setting the resource " + resource);
  }

  public void deleteResource(ResourcePath resource) {
    call(KbsCall.of("DELETE", "resource/" + resource)).orFail("deleting the resource " + resource);
  }

  /** Replaces the policy that decides who may read resources; Rego. */
  public void setResourcePolicy(String rego) {
    call(KbsCall.of("POST", "resource-policy").withJson(Map.of("policy", base64Url(rego))))
        .orFail("setting the resource policy");
  }

  /** The ids of the resource policies. */
  public List<String> getResourcePolicyIds() {
    return list(call(KbsCall.of("GET", "resource-policy")).orFail("getting the resource policies"))
        .stream()
        .map(String::valueOf)
        .toList();
  }

  /**
   * Replaces a policy that appraises evidence; Rego.
   *
   * @param id for example {@code default_cpu}
   */
  public void setAttestationPolicy(String id, String rego) {
    call(KbsCall.of("POST", "attestation-policy")
            .withJson(Map.of("type", "rego", "policy_id", id, "policy", base64Url(rego))))
        .orFail("setting the attestation policy " + id);
  }

  /**
   * Sets one reference value.
   *
   * @param value a JSON value; the default attestation policies expect lists
   */
  public void setReferenceValue(String name, @Nullable Object value) {
    setReferenceValue(name, value, Optional.empty());
  }

  /**
   * Sets one reference value that expires.
   *
   * @param expiration when it does; empty leaves it to the broker
   */
  public void setReferenceValue(String name, @Nullable Object value, Optional<Instant> expiration) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put(name, value);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("version", "0.1.0");
    message.put("type", "sample");
    message.put("payload", Base64.getEncoder().encodeToString(Json.bytes(values)));
    expiration.ifPresent(time -> message.put("expiration", time.toString()));
    call(KbsCall.of("POST", "reference-value").withJson(message))
        .orFail("setting the reference value " + name);
  }

  /** One reference value, a JSON value. */
  public @Nullable Object getReferenceValue(String name) {
    return call(KbsCall.of("GET", "reference-value/" + encodePath(name)))
        .orFail("getting the reference value " + name)
        .json();
  }

  /** Removes a reference value; only a Keybay broker can. */
  public void deleteReferenceValue(String name) {
    call(KbsCall.of("DELETE", "reference-value/" + encodePath(name)))
        .orFail("deleting the reference value " + name);
  }

  /** Every version of every plugin that the broker knows. */
  public List<ListedPlugin> pluginList() {
    return list(call(KbsCall.of("GET", "plugin/list")).orFail("listing the plugins")).stream()
        .map(AdminClient::plugin)
        .toList();
  }

  /**
   * Switches a plugin on.
   *
   * @param selector {@code name}, or {@code name@} and one to three numbers
   */
  public void pluginEnable(String selector) {
    call(KbsCall.of("POST", "plugin/enable/" + encodePath(selector)))
        .orFail("enabling the plugin " + selector);
  }

  /** Switches a plugin off, as {@link #pluginEnable}. */
  public void pluginDisable(String selector) {
    call(KbsCall.of("POST", "plugin/disable/" + encodePath(selector)))
        .orFail("disabling the plugin " + selector);
  }

  /**
   * Any operation on plugins.
   *
   * @param call below {@code plugin/}
   * @param what for the error message, for example {@code installing the plugin}
   * @return the report: what changed, and the plugins concerned
   */
  public Map<String, @Nullable Object> pluginOperation(KbsCall call, String what) {
    return object(call(call).orFail(what).json());
  }

  /** The journal of operations on plugins, the latest first. */
  public List<Map<String, @Nullable Object>> pluginOperations() {
    return list(call(KbsCall.of("GET", "plugin/operations")).orFail("reading the journal")).stream()
        .map(AdminClient::object)
        .toList();
  }

  /**
   * What was done to plugins, from the audit log: {@code audit}, {@code next}, {@code verified},
   * {@code problem}.
   *
   * @param before only what is before this number; 0 for the latest
   * @param limit 1 to 1000
   */
  public Map<String, @Nullable Object> pluginAudit(long before, int limit) {
    String path = "plugin/audit?before=" + before + "&limit=" + limit;
    return object(call(KbsCall.of("GET", path)).orFail("reading the audit log").json());
  }

  /**
   * Anything that is looked at.
   *
   * @param path below {@code /kbs/v0/}
   * @param what for the error message
   */
  public Map<String, @Nullable Object> look(String path, String what) {
    return object(call(KbsCall.of("GET", path)).orFail(what).json());
  }

  /** The broker's state. */
  public Map<String, @Nullable Object> status() {
    return object(call(KbsCall.of("GET", "admin/status")).orFail("getting the status").json());
  }

  /** The guests that have attested. */
  public List<Map<String, @Nullable Object>> guests() {
    return list(call(KbsCall.of("GET", "admin/guests")).orFail("listing the guests")).stream()
        .map(AdminClient::object)
        .toList();
  }

  /**
   * Any request, with this administrator's token; any status.
   *
   * @throws KbsClientException if there is no answer
   */
  public KbsReply call(KbsCall call) {
    return connection.send(token.map(bearer -> connection.authorize(call, bearer)).orElse(call));
  }

  private static ListedPlugin plugin(@Nullable Object value) {
    try {
      var members = Json.object(value);
      return new ListedPlugin(
          Json.string(members, "name"),
          Json.string(members, "version"),
          Json.string(members, "state").toUpperCase(Locale.ROOT),
          members);
    } catch (IllegalArgumentException e) {
      throw new KbsClientException(
          "the list of plugins could not be read: " + e.getMessage(), 200, e);
    }
  }

  static Map<String, @Nullable Object> object(@Nullable Object value) {
    try {
      return Json.object(value);
    } catch (IllegalArgumentException e) {
      throw new KbsClientException(
          "the broker's answer could not be read: " + e.getMessage(), 200, e);
    }
  }

  /** A list, bare or as the only list in an object, so that brokers may add members beside it. */
  static List<?> list(KbsReply reply) {
    Object value = reply.json();
    if (value instanceof Map<?, ?> object) {
      List<?> lists = object.values().stream().filter(List.class::isInstance).toList();
      value = lists.size() == 1 ? lists.get(0) : value;
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new KbsClientException(
        "the broker's answer is no list", reply.status(), (Throwable) null);
  }

  static String base64Url(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Percent-encodes all but what may stand in a path; {@code /} stays. */
  static String encodePath(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%40", "@")
        .replace("%3A", ":");
  }
}
