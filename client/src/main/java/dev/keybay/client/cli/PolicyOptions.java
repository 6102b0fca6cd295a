package dev.keybay.client.cli;

import dev.keybay.client.PolicyName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which policy: the resource policy, unless told otherwise. */
final class PolicyOptions {

  /** One of them. */
  static final class Other {
    @Option(
        names = "--attestation",
        paramLabel = "ID",
        description = "The attestation policy of this id; default_cpu judges guests.")
    private Optional<String> attestation = Optional.empty();

    @Option(
        names = "--scope",
        paramLabel = "PLUGIN[/PATH]",
        description = "The resource policy of a part of the paths, for example resource/team-a.")
    private Optional<String> scope = Optional.empty();

    @Option(
        names = "--named",
        paramLabel = "ID",
        description = "The resource policy that access rules of plugins name so.")
    private Optional<String> named = Optional.empty();
  }

  @ArgGroup private @Nullable Other other;

  PolicyName name() {
    return attestation()
        .map(PolicyName::attestation)
        .or(() -> scope().map(PolicyName::scope))
        .or(() -> named().map(PolicyName::resource))
        .orElse(PolicyName.GLOBAL);
  }

  /** Whether it is the policy that holds for every request. */
  boolean global() {
    return name().equals(PolicyName.GLOBAL);
  }

  Optional<String> attestation() {
    return other == null ? Optional.empty() : other.attestation;
  }

  private Optional<String> scope() {
    return other == null ? Optional.empty() : other.scope;
  }

  private Optional<String> named() {
    return other == null ? Optional.empty() : other.named;
  }
}
