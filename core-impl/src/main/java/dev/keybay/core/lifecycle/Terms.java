package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.audit.ActorScope;
import dev.keybay.core.registry.Consent;
import dev.keybay.core.registry.Trust;
import dev.keybay.core.transaction.RegistryDiff;
import dev.keybay.format.descriptor.TrustLevel;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads from requests what the operator consents to, forces, and trusts. */
final class Terms {
  private static final int MAX_NOTE = 500;

  private final Clock clock;

  Terms(Clock clock) {
    this.clock = clock;
  }

  /** A change as its request wants it: a plan shows what it would grant, and refuses nothing. */
  RequestedChange on(PluginRequest request, RequestedChange change) {
    boolean force = flag(request, "force");
    if (force && request.operation() != PluginOperation.DISABLE) {
      throw bad("force is for disable; " + request.operation().word() + " has none");
    }
    return change.under(consent(request), force);
  }

  /** A plan tells apart what would be granted and what the request, as it is, is refused for. */
  OperationReport told(PluginRequest request, OperationReport report) {
    if (!report.planned()) {
      return report;
    }
    Consent given = given(request);
    return new OperationReport(
        report.id(),
        report.operation(),
        report.target(),
        true,
        report.changes().stream().map(change -> told(given, change)).toList(),
        report.plugins());
  }

  private static PluginChange told(Consent given, PluginChange change) {
    boolean agreed =
        !change.change().equals(RegistryDiff.GRANTED)
            || given.covers(new TreeSet<>(Arrays.asList(change.detail().split(", ", -1))));
    return agreed
        ? change
        : new PluginChange(change.plugin(), RegistryDiff.NEEDS_CONSENT, change.detail());
  }

  private Consent consent(PluginRequest request) {
    return request.plan()
        ? Consent.all(ActorScope.current().name(), clock.instant())
        : given(request);
  }

  private Consent given(PluginRequest request) {
    String by = ActorScope.current().name();
    String given = request.arguments().getOrDefault("consent", "false");
    if (given.equals("true")) {
      return Consent.all(by, clock.instant());
    }
    if (given.equals("false")) {
      return Consent.none(by, clock.instant());
    }
    Set<String> exact = new TreeSet<>();
    Arrays.stream(given.split(",", -1)).map(String::strip).forEach(exact::add);
    return new Consent(Optional.of(exact), by, clock.instant());
  }

  /** How far the operator trusts a version. */
  Trust trust(PluginRequest request) {
    String word = request.arguments().getOrDefault("level", request.arguments().get("to"));
    TrustLevel level =
        Arrays.stream(TrustLevel.values())
            .filter(each -> word(each).equals(word))
            .findFirst()
            .orElseThrow(() -> bad("expected a level, one of " + levels() + ", got " + word));
    String note = request.arguments().getOrDefault("note", "").strip();
    if (note.length() > MAX_NOTE || note.chars().anyMatch(Character::isISOControl)) {
      throw bad("a note is one line of at most " + MAX_NOTE + " characters");
    }
    String by = ActorScope.current().name();
    return new Trust(level, note, by, clock.instant(), flag(request, "auto"));
  }

  private static boolean flag(PluginRequest request, String name) {
    String value = request.arguments().getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw bad("expected " + name + "=true or " + name + "=false, got " + value);
    }
    return value.equals("true");
  }

  private static String levels() {
    return Arrays.stream(TrustLevel.values()).map(Terms::word).collect(Collectors.joining(", "));
  }

  private static String word(TrustLevel level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static KbsException bad(String message) {
    return new KbsException(ErrorCode.BAD_REQUEST, message);
  }
}
