package dev.keybay.client.cli;

import dev.keybay.client.PolicyAdmin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keybay policy history}. */
@Command(
    name = "history",
    description = "Lists the versions of a policy, the latest first.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay policy history", "  keybay policy history --scope resource/team-a"})
final class PolicyHistory implements Runnable {

  @Mixin private PolicyOptions policy;
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    List<Map<String, @Nullable Object>> versions =
        new PolicyAdmin(admin.client()).history(policy.name());
    output.print(
        versions,
        () -> Table.of(versions, "version", "action", "at", "by", "size", "hash").toString());
  }
}
