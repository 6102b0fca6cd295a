package dev.keybay.api.plugin;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What an operator can ask about plugins beyond their list. Nothing is changed. Thread-safe. */
@ProviderType
public interface PluginReports {

  /** What the settings folder wants of plugins, and what became of it. */
  DesiredReport desired();

  /**
   * The configuration that a plugin sees, by key, secrets hidden.
   *
   * @param selector {@code name}, {@code name@1}, {@code name@1.0} or {@code name@1.0.3}
   * @throws dev.keybay.api.error.KbsException {@code BAD_REQUEST} or {@code NOT_FOUND}
   */
  List<EffectiveSetting> settings(String selector);

  /** Operations that run now, the latest first. */
  List<RunningOperation> running();

  /**
   * One operation of the journal.
   *
   * @throws dev.keybay.api.error.KbsException {@code NOT_FOUND} if there is none of this number
   */
  OperationRecord operation(long id);

  /** What was seen when this operation failed, or when it took a failing version back. */
  Optional<FailureReport> failure(long id);
}
