package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.format.descriptor.Provenance;
import dev.keybay.format.descriptor.Requests;
import dev.keybay.format.jar.PluginIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a jar says of itself, which the operator may believe or not; shown before it is let in. */
final class Claims {
  private Claims() {}

  /** A plan shows them; what was done is reported as it is. */
  static OperationReport told(OperationReport report, PluginIdentity identity) {
    if (!report.planned() || identity.descriptor().isEmpty()) {
      return report;
    }
    List<PluginChange> changes = new ArrayList<>(report.changes());
    String plugin = identity.plugin().toString();
    Requests asked = identity.descriptor().get().requests();
    asked
        .trust()
        .map(level -> level.name().toLowerCase(Locale.ROOT))
        .ifPresent(level -> changes.add(new PluginChange(plugin, "asks for trust", level)));
    if (!asked.provenance().equals(Provenance.UNKNOWN)) {
      changes.add(new PluginChange(plugin, "says it is from", words(asked.provenance())));
    }
    return new OperationReport(
        report.id(), report.operation(), report.target(), true, changes, report.plugins());
  }

  private static String words(Provenance provenance) {
    List<String> words = new ArrayList<>();
    provenance.source().ifPresent(words::add);
    provenance.revision().ifPresent(revision -> words.add("revision " + revision));
    provenance.builder().ifPresent(builder -> words.add("built by " + builder));
    return String.join(", ", words);
  }
}
