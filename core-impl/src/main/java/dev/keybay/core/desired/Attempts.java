package dev.keybay.core.desired;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.config.Document;
import dev.keybay.core.transaction.RegistryDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operations that the file leads to, and what came of each. One that fails hinders none that comes
 * after it. Confined to its thread.
 */
final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private final PluginManager operations;
  private final List<PluginChange> changes = new ArrayList<>();

  Attempts(PluginManager operations) {
    this.operations = operations;
  }

  /** What was done and what failed since the last call, in order. */
  List<PluginChange> results() {
    List<PluginChange> results = List.copyOf(changes);
    changes.clear();
    return results;
  }

  /** Tries a part of a wish; what hinders it is noted. */
  void each(Object what, Runnable work) {
    try {
      work.run();
    } catch (KbsException e) {
      changes.add(new PluginChange(what.toString(), "failed", e.publicMessage()));
    } catch (Refused e) {
      changes.add(new PluginChange(what.toString(), "failed", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) { // a fault of the host: it must not hide the other entries
      log.atError().addKeyValue("plugin", what).setCause(e).log("a wish of conf met a fault");
      changes.add(new PluginChange(what.toString(), "failed", "a fault of the host: " + e));
    }
  }

  /** Has an operation done. */
  void perform(PluginRequest request) {
    changes.addAll(operations.perform(request).changes());
  }

  /** What a share lets run has the consent of its entry by now, or does not get it here. */
  void performAgreed(PluginRequest request) {
    Optional<Refused> awaited = awaited(operations.perform(request.planned()));
    if (awaited.isPresent()) {
      throw awaited.get();
    }
    perform(request);
  }

  /** What a request would do; refused if that is about another version than the entry's. */
  OperationReport planned(Wishes.OfStream wish, PluginRequest request) {
    OperationReport plan = operations.perform(request.planned());
    if (!plan.target().equals(wish.version().toString())) {
      throw new Refused(request.target() + " is " + plan.target() + ", not " + wish.version());
    }
    return plan;
  }

  /** What nobody has agreed to yet, and where to: by a plan, which alone tells that apart. */
  static Optional<Refused> awaited(OperationReport plan) {
    return plan.changes().stream()
        .filter(change -> change.change().equals(RegistryDiff.NEEDS_CONSENT))
        .map(
            change ->
                new Refused(
                    change.plugin()
                        + " asks for more than was granted: "
                        + change.detail()
                        + ". To consent, write \"consent\": true in its entry of "
                        + Document.DESIRED_PLUGINS))
        .findFirst();
  }

  /** A wish that cannot be fulfilled now, in words. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
