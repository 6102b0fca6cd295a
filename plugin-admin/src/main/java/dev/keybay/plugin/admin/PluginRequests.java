package dev.keybay.plugin.admin;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads operations from requests:
 *
 * <pre>
 * POST   install, update, downgrade, register    a jar, or {"source": "path or file: URL", "sha256": "…"}
 * POST   update/name@1.0.4, downgrade/name@1.0.2, register/name==1.0.3, register/name-1.0, unregister/name@1.0.2
 * POST   enable/selector, disable/selector, rollback/name, expose/name-1.1, hide/name-1.1
 * POST   promote/name?to=name-1.1
 * PUT    route/name                              {"1.0.3": 95, "1.1.0": 5}
 * POST   alias                                   {"from": "old@1.0.0", "to": "new@1"}
 * DELETE alias/old@1.0.0, name@1.0.2
 * POST   trust/name@1.0.3                        {"level": "reviewed", "note": "…", "auto": false}
 * POST   key/rotate/name
 * DELETE key/name
 * POST   sync, prune                            {"dryRun": true}
 * </pre>
 *
 * Each takes {@code ?plan=true}. What lets a version run takes {@code "consent": true} in its body,
 * or {@code ?consent=true}, or the permissions instead of {@code true}. {@code disable} takes
 * {@code ?force=true}. One with a jar takes {@code ?development=true}: it is refused unless the
 * host is for development.
 */
final class PluginRequests {
  /** What makes a name that of a stream: {@code -1.0}, or {@code -1.0.3} of a plain bundle. */
  private static final Pattern STREAM = Pattern.compile("-[0-9]+(\\.[0-9]+){1,2}$");

  private PluginRequests() {}

  static PluginRequest read(HttpServletRequest request, KbsRequest kbs) throws IOException {
    PluginRequest wanted =
        switch (request.getMethod()) {
          case "POST" -> post(request, kbs);
          case "PUT" -> route(kbs);
          case "DELETE" -> delete(kbs.path());
          default ->
              throw new KbsException(
                  ErrorCode.METHOD_NOT_ALLOWED, "operations take POST, PUT or DELETE");
        };
    for (String option : List.of("consent", "force", "sha256")) {
      if (kbs.query().containsKey(option)) {
        wanted = wanted.with(option, kbs.query().get(option));
      }
    }
    if (flag(kbs, "development")) {
      wanted = wanted.with("development", "true");
    }
    return flag(kbs, "plan") ? wanted.planned() : wanted;
  }

  private static boolean flag(KbsRequest kbs, String name) {
    String value = kbs.query().getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw bad("expected " + name + "=true or " + name + "=false, got " + value);
    }
    return value.equals("true");
  }

  private static PluginRequest post(HttpServletRequest request, KbsRequest kbs) throws IOException {
    List<String> path = kbs.path();
    if (path.size() == 3 && path.subList(0, 2).equals(List.of("key", "rotate"))) {
      return PluginRequest.of(PluginOperation.KEY_ROTATE, path.get(2));
    }
    PluginOperation operation = operation(path.isEmpty() ? "" : path.get(0));
    boolean named = path.size() == 2 && !path.get(1).isEmpty();
    if (path.size() > 2) {
      throw bad("expected plugin/" + operation.word() + "/<selector>");
    }
    return switch (operation) {
      case INSTALL -> {
        if (named) {
          throw bad("plugin/install takes a jar and no selector");
        }
        yield jar(operation, request);
      }
      case TRUST -> trust(target(operation, path, named), JsonBody.texts(kbs.body()));
      case UPDATE, DOWNGRADE, REGISTER ->
          named ? PluginRequest.of(operation, path.get(1)) : jar(operation, request);
      case SYNC, PRUNE -> {
        PluginRequest wanted = PluginRequest.of(operation, "");
        yield dryRun(kbs.body()) ? wanted.planned() : wanted;
      }
      case ALIAS -> {
        Map<String, String> body = JsonBody.texts(kbs.body());
        yield PluginRequest.of(operation, required(body, "from")).with("to", required(body, "to"));
      }
      case ENABLE, DISABLE, ROLLBACK, EXPOSE, HIDE, UNREGISTER -> {
        PluginRequest wanted = PluginRequest.of(operation, target(operation, path, named));
        refuseItself(wanted, kbs.plugin());
        yield wanted;
      }
      case PROMOTE -> {
        PluginRequest wanted = PluginRequest.of(operation, target(operation, path, named));
        yield kbs.query().containsKey("to") ? wanted.with("to", kbs.query().get("to")) : wanted;
      }
      case ROUTE ->
          throw new KbsException(ErrorCode.METHOD_NOT_ALLOWED, "plugin/route/<name> takes PUT");
      case KEY_ROTATE, KEY_REVOKE ->
          throw new KbsException(
              ErrorCode.METHOD_NOT_ALLOWED,
              "use POST plugin/key/rotate/<name> or DELETE plugin/key/<name>");
      case REMOVE, UNALIAS ->
          throw new KbsException(
              ErrorCode.METHOD_NOT_ALLOWED,
              "use DELETE plugin/<name>@<version> or DELETE plugin/alias/<selector>");
    };
  }

  /** Whether the body wants to be told only; it may be empty. */
  private static boolean dryRun(byte[] body) {
    Map<String, String> members = body.length == 0 ? Map.of() : JsonBody.texts(body);
    String value = members.getOrDefault("dryRun", "false");
    if (!Set.of("dryRun").containsAll(members.keySet()) || !value.matches("true|false")) {
      throw bad("expected no body, or {\"dryRun\": true} or false");
    }
    return value.equals("true");
  }

  private static PluginRequest jar(PluginOperation operation, HttpServletRequest request)
      throws IOException {
    String type = String.valueOf(request.getContentType());
    if (!type.startsWith("application/json")) {
      return PluginRequest.of(operation, "").with(request.getInputStream());
    }
    Map<String, String> body = JsonBody.texts(KbsRequest.of(request).body());
    PluginRequest wanted = PluginRequest.of(operation, required(body, "source"));
    return with(wanted, body, Set.of("source", "sha256", "consent"));
  }

  private static PluginRequest trust(String target, Map<String, String> body) {
    required(body, "level");
    return with(
        PluginRequest.of(PluginOperation.TRUST, target), body, Set.of("level", "note", "auto"));
  }

  /** With all members of the body but the source; others than these are mistakes. */
  private static PluginRequest with(
      PluginRequest request, Map<String, String> body, Set<String> known) {
    PluginRequest wanted = request;
    for (Map.Entry<String, String> member : body.entrySet()) {
      if (!known.contains(member.getKey())) {
        throw bad(
            "unknown member " + member.getKey() + "; expected some of " + new TreeSet<>(known));
      }
      if (!member.getKey().equals("source")) {
        wanted = wanted.with(member.getKey(), member.getValue());
      }
    }
    return wanted;
  }

  private static PluginRequest route(KbsRequest kbs) throws IOException {
    List<String> path = kbs.path();
    if (path.size() != 2 || !path.get(0).equals("route")) {
      throw bad("expected PUT plugin/route/<name> with {\"1.0.3\": 95, \"1.1.0\": 5}");
    }
    PluginRequest wanted = PluginRequest.of(PluginOperation.ROUTE, path.get(1));
    for (Map.Entry<String, String> share : JsonBody.texts(kbs.body()).entrySet()) {
      wanted = wanted.with(share.getKey(), share.getValue());
    }
    return wanted;
  }

  private static PluginRequest delete(List<String> path) {
    if (path.size() == 2 && path.get(0).equals("alias")) {
      return PluginRequest.of(PluginOperation.UNALIAS, path.get(1));
    }
    if (path.size() == 2 && path.get(0).equals("key")) {
      return PluginRequest.of(PluginOperation.KEY_REVOKE, path.get(1));
    }
    if (path.size() == 1 && path.get(0).contains("@")) {
      return PluginRequest.of(PluginOperation.REMOVE, path.get(0));
    }
    throw bad(
        "expected DELETE plugin/<name>@<version>, plugin/alias/<selector> or plugin/key/<name>");
  }

  private static PluginOperation operation(String word) {
    return PluginOperation.of(word)
        .orElseThrow(
            () ->
                new KbsException(
                    ErrorCode.NOT_FOUND,
                    "expected GET plugin/list, operations, audit, desired, or an operation: "
                        + Arrays.stream(PluginOperation.values())
                            .map(PluginOperation::word)
                            .collect(Collectors.joining(", "))));
  }

  private static String target(PluginOperation operation, List<String> path, boolean named) {
    if (!named) {
      throw bad(
          "expected plugin/" + operation.word() + "/<selector>, for example hello or hello@1.0");
    }
    return path.get(1);
  }

  private static String required(Map<String, String> body, String name) {
    String value = body.get(name);
    if (value == null || value.isEmpty()) {
      throw bad("the body needs the member " + name);
    }
    return value;
  }

  /** It would wait for the end of the very request that asks for it. */
  private static void refuseItself(PluginRequest wanted, String self) {
    if (wanted.operation() == PluginOperation.DISABLE && name(wanted.target()).equals(self)) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "the plugin " + self + " cannot switch itself off; use the shell or the deploy folder");
    }
  }

  /** The plugin's, of a selector or a stream; a name has a dash, but none before a version. */
  private static String name(String target) {
    int at = target.indexOf('@');
    return at < 0 ? STREAM.matcher(target).replaceFirst("") : target.substring(0, at);
  }

  private static KbsException bad(String message) {
    return new KbsException(ErrorCode.BAD_REQUEST, message);
  }
}
