package dev.keybay.client.cli;

import dev.keybay.client.Json;
import dev.keybay.client.PolicyAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay policy test}. */
@Command(
    name = "test",
    description = {
      "Says what policies would decide on recorded input, and which rule decided.",
      "The input is JSON: the claims of an attestation token, or for an attestation policy "
          + "the evidence of a device as a token repeats it. Nothing is changed.",
      "Unless one is told, every policy that is for the path is asked; not those that access "
          + "rules of plugins name, which --named asks."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay policy test --path resource/default/key/disk --file claims.json",
      "  keybay policy test --policy new.rego --path resource/default/key/disk < claims.json",
      "  keybay policy test --attestation default_cpu --file evidence.json"
    })
final class PolicyTry implements Runnable {

  @Option(
      names = "--path",
      paramLabel = "PLUGIN/PATH",
      description = "What the guest asks for, for example resource/default/key/disk.")
  private String path = "resource";

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "A policy in this file instead of a stored one.")
  private Optional<Path> text = Optional.empty();

  @Mixin private PolicyOptions policy;
  @Mixin private InputOptions input;
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Map<String, @Nullable Object> answer = new PolicyAdmin(admin.client()).test(request());
    output.print(answer, () -> String.join("\n", lines(answer)));
  }

  private Map<String, @Nullable Object> request() {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("kind", policy.attestation().isPresent() ? "attestation" : "resource");
    if (text.isPresent()) {
      request.put("policy", encoded(text.get()));
    } else if (!policy.global()) {
      request.put("id", policy.name().id());
    }
    int slash = path.indexOf('/');
    request.put("plugin", slash < 0 ? path : path.substring(0, slash));
    if (slash >= 0) {
      request.put("path", path.substring(slash + 1));
    }
    try {
      request.put("input", Json.parse(input.bytes()));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("the input is no JSON: " + e.getMessage(), e);
    }
    return request;
  }

  private static String encoded(Path file) {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + e, e);
    }
  }

  private static List<String> lines(Map<String, @Nullable Object> answer) {
    List<String> lines = new ArrayList<>();
    lines.add(String.valueOf(answer.get("decision")));
    describe(answer, "", lines);
    if (answer.get("policies") instanceof List<?> policies) {
      for (Object one : policies) {
        Map<String, @Nullable Object> members = Json.object(one);
        lines.add("  " + members.get("id") + ": " + members.get("decision"));
        describe(members, "  ", lines);
      }
    }
    return lines;
  }

  private static void describe(
      Map<String, @Nullable Object> decided, String indent, List<String> lines) {
    if (decided.get("error") != null) {
      lines.add(indent + "  error: " + decided.get("error"));
    }
    if (decided.get("rules") instanceof List<?> rules) {
      for (Object one : rules) {
        lines.add(indent + "  " + rule(Json.object(one)));
      }
    }
  }

  private static String rule(Map<String, @Nullable Object> rule) {
    String value =
        Boolean.TRUE.equals(rule.get("defined")) ? Json.write(rule.get("value")) : "undefined";
    String where = rule.get("line") == null ? "" : " (line " + rule.get("line") + ")";
    String byDefault = Boolean.TRUE.equals(rule.get("default")) ? " by default" : "";
    return rule.get("rule") + " = " + value + byDefault + where;
  }
}
