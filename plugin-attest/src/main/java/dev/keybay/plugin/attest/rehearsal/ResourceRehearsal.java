package dev.keybay.plugin.attest.rehearsal;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the resource policies would say to a request: those that are for its path, or one of them,
 * or a text that is not stored. All of them are asked, though in earnest the first that denies ends
 * it.
 */
record ResourceRehearsal(Policies policies, RehearsalRequest request) {
  private static final String ALLOW = "data.policy.allow";

  Map<String, @Nullable Object> run() {
    List<Map<String, @Nullable Object>> asked = new ArrayList<>();
    if (request.policy().isPresent()) {
      asked.add(ask("(not stored)", request.policy().get()));
    } else if (request.id().isPresent()) {
      asked.add(stored(request.id().get()));
    } else {
      for (String id : policies.applying(request.plugin(), request.path())) {
        asked.add(stored(id));
      }
    }
    boolean allowed = asked.stream().allMatch(one -> "allow".equals(one.get("decision")));
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("decision", allowed ? "allow" : "deny");
    members.put("policies", asked);
    return members;
  }

  private Map<String, @Nullable Object> stored(String id) {
    String source =
        policies
            .source(Kind.RESOURCE, id)
            .orElseThrow(
                () -> new KbsException(ErrorCode.NOT_FOUND, "there is no resource policy " + id));
    return ask(id, source);
  }

  private Map<String, @Nullable Object> ask(String id, String source) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", id);
    Map<String, ?> data =
        Map.of(
            "plugin", request.plugin(), "resource-path", request.path(), "query", request.query());
    try {
      PolicyTrace trace = policies.test(source, data, request.input(), List.of(ALLOW), List.of());
      Object value = trace.values().get(ALLOW);
      members.put("decision", Boolean.TRUE.equals(value) ? "allow" : "deny");
      if (!(value instanceof Boolean)) {
        members.put(
            "error",
            trace.values().containsKey(ALLOW)
                ? ALLOW + " is not a boolean"
                : ALLOW + " is undefined");
      }
      members.put("values", trace.values());
      members.put("rules", RuleView.of(trace.rules()));
    } catch (PolicyEvaluationException e) {
      members.put("decision", "deny");
      members.put("error", e.kind() + ": " + e.getMessage());
    }
    return members;
  }
}
