package dev.keybay.client.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an operator agrees to, insists on, or says of an operation. */
final class PluginTerms {
  @Option(
      names = "--consent",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "PERMISSIONS",
      description = "Consent to the permissions that it asks for, or to exactly these.")
  private @Nullable String consent;

  @Option(names = "--force", description = "disable: leave those behind that depend on it.")
  private boolean force;

  @Option(
      names = "--sha256",
      paramLabel = "DIGEST",
      description = "What the bytes must be; needed for http: URLs.")
  private @Nullable String sha256;

  @Option(names = "--note", paramLabel = "TEXT", description = "trust: why.")
  private @Nullable String note;

  @Option(
      names = "--auto",
      description = "trust: what the same signer brings next is trusted as far.")
  private boolean auto;

  /** Of the request's query. */
  List<String> queries(PluginVerb verb) {
    if (verb != PluginVerb.TRUST && (note != null || auto)) {
      throw new CommandFailure("--note and --auto are for keybay plugin trust");
    }
    List<String> queries = new ArrayList<>();
    if (consent != null) {
      queries.add("consent=" + URLEncoder.encode(consent, StandardCharsets.UTF_8));
    }
    if (force) {
      queries.add("force=true");
    }
    if (sha256 != null) {
      queries.add("sha256=" + URLEncoder.encode(sha256, StandardCharsets.UTF_8));
    }
    return queries;
  }

  /** The body of a judgement. */
  Map<String, Object> trust(String level) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("level", level);
    body.put("note", note == null ? "" : note);
    body.put("auto", auto);
    return body;
  }
}
