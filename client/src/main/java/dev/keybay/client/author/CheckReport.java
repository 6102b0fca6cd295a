package dev.keybay.client.author;

import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.Permissions;
import dev.keybay.format.descriptor.Requests;
import dev.keybay.format.jar.JarInspector.Inspected;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.naming.StreamId;
import dev.keybay.format.signature.Signer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Findings about a jar, for people and for machines. */
final class CheckReport {
  private static final Set<String> NONE = Set.of();

  private CheckReport() {}

  /** A member for each thing that the jar says; {@code valid} is what the exit code says. */
  static Map<String, Object> json(Path jar, Findings found, boolean valid) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("jar", jar.toString());
    json.put("valid", valid);
    found.plugin().ifPresent(plugin -> json.putAll(members(plugin)));
    found
        .signer()
        .ifPresent(
            signer ->
                json.put(
                    "signer",
                    Map.of("subject", signer.subject(), "fingerprint", signer.fingerprint())));
    json.put("errors", found.errors().stream().map(Finding::json).toList());
    json.put("warnings", found.warnings().stream().map(Finding::json).toList());
    return json;
  }

  /** The same as lines. */
  static String text(Path jar, Findings found) {
    List<String> lines = new ArrayList<>();
    found
        .plugin()
        .ifPresent(
            plugin -> {
              members(plugin).forEach((name, value) -> lines.add(line(name, value)));
              lines.add(line("signature", signature(found)));
            });
    found.errors().forEach(error -> lines.add("error: " + error.message()));
    found.warnings().forEach(warning -> lines.add("warning: " + warning.message()));
    lines.add(
        jar
            + ": "
            + (found.errors().isEmpty() ? "a host takes it" : "a host refuses it")
            + (found.warnings().isEmpty()
                ? ""
                : ", with " + found.warnings().size() + " warnings"));
    return String.join("\n", lines);
  }

  private static Map<String, Object> members(Inspected inspected) {
    PluginIdentity plugin = inspected.identity();
    Optional<Descriptor> descriptor = plugin.descriptor();
    List<String> routes = descriptor.map(Descriptor::routes).orElse(List.of());
    Permissions asked =
        descriptor.map(each -> each.requests().permissions()).orElse(Permissions.NONE);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", plugin.plugin().name());
    members.put("version", plugin.plugin().version());
    members.put("stream", StreamId.of(plugin.plugin(), plugin.format()).toString());
    members.put("format", plugin.format());
    members.put("routes", routes.isEmpty() ? List.of(plugin.plugin().name()) : routes);
    members.put(
        "interfaces",
        List.copyOf(new TreeSet<>(descriptor.map(d -> d.interfaces().keySet()).orElse(NONE))));
    List<String> permissions = new ArrayList<>(new TreeSet<>(asked.host()));
    asked.network().forEach(place -> permissions.add("network " + place));
    asked.files().forEach(file -> permissions.add("file " + file));
    members.put("permissions", permissions);
    members.put("digest", inspected.digest());
    descriptor.ifPresent(each -> claims(each.requests(), members));
    return members;
  }

  /** What it says of itself, which the operator may believe or not. */
  private static void claims(Requests asked, Map<String, Object> members) {
    asked
        .trust()
        .ifPresent(level -> members.put("asks trust", level.name().toLowerCase(Locale.ROOT)));
    asked.provenance().source().ifPresent(source -> members.put("source", source));
    asked.provenance().revision().ifPresent(revision -> members.put("revision", revision));
    asked.provenance().builder().ifPresent(builder -> members.put("builder", builder));
  }

  private static String signature(Findings found) {
    return found
        .signer()
        .map(Signer::toString)
        .map(signer -> "whole, by " + signer)
        .orElse(found.errors().isEmpty() ? "none" : "not whole, or not there");
  }

  private static String line(String name, Object value) {
    String text =
        value instanceof Collection<?> several
            ? several.isEmpty()
                ? "none"
                : String.join(", ", several.stream().map(String::valueOf).toList())
            : String.valueOf(value);
    return name + " ".repeat(Math.max(1, 13 - name.length())) + text;
  }
}
