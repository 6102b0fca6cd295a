package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.admission.Admission;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.transaction.RegistryDiff;
import dev.keybay.format.naming.PluginVersion;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The bytes that an operation concerns: to be kept before the change if they come with it, and to
 * be deleted after it if nothing refers to them then.
 *
 * @param digest empty for none
 * @param remark for the journal and the audit log, empty for none
 * @param failing the version that is taken back because it fails
 */
public record Deed(
    String digest,
    Optional<Admission.Admitted> brings,
    String remark,
    Optional<PluginVersion> failing) {
  public static Deed of(Optional<String> digest) {
    return new Deed(digest.orElse(""), Optional.empty(), "", Optional.empty());
  }

  public static Deed bringing(Admission.Admitted admitted) {
    return new Deed(admitted.release().digest(), Optional.of(admitted), "", Optional.empty());
  }

  public static Deed because(String reason) {
    return new Deed("", Optional.empty(), reason, Optional.empty());
  }

  /** Of a version that serves and fails. */
  static Deed takingBack(PluginVersion failing, String reason) {
    return new Deed("", Optional.empty(), reason, Optional.of(failing));
  }

  /** Of a request about what is registered, which may say more than its target. */
  static Deed of(PluginRequest request, Optional<String> digest) {
    return new Deed(digest.orElse(""), Optional.empty(), words(request), Optional.empty());
  }

  private static String words(PluginRequest request) {
    return switch (request.operation()) {
      case ALIAS -> to(request);
      case PROMOTE ->
          Targets.written(request).isEmpty() ? to(request) : to(request) + ", " + shares(request);
      case ROUTE -> Targets.written(request).isEmpty() ? "undivided" : shares(request);
      default -> "";
    };
  }

  private static String to(PluginRequest request) {
    return "to " + request.arguments().getOrDefault("to", request.target());
  }

  private static String shares(PluginRequest request) {
    return Targets.written(request).entrySet().stream()
        .map(share -> share.getKey() + "=" + share.getValue())
        .collect(Collectors.joining(" "));
  }

  /** The same, but what was in the content store before stays there. */
  Deed leaving() {
    return new Deed("", brings, remark, failing);
  }

  /** What the journal and the audit log say of it: the remark, and what it grants. */
  String said(Registry before, Registry after) {
    String granted =
        RegistryDiff.granted(before, after).stream()
            .map(change -> change.change() + " " + change.detail())
            .collect(Collectors.joining("; "));
    return remark.isEmpty() || granted.isEmpty() ? remark + granted : remark + "; " + granted;
  }
}
