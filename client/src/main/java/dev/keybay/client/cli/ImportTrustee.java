package dev.keybay.client.cli;

import dev.keybay.client.trustee.Finding;
import dev.keybay.client.trustee.Finding.State;
import dev.keybay.client.trustee.Manner;
import dev.keybay.client.trustee.MovingIn;
import dev.keybay.client.trustee.Takeover;
import dev.keybay.client.trustee.TrusteeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keybay import trustee}. */
@Command(
    name = "trustee",
    description = {
      "Takes over the configuration of a Trustee KBS, with its LocalFs or LocalJson stores, keys"
          + " and certificates, and says what it took and what not.",
      "Settings go into the broker's settings folder; resources, policies and reference values to"
          + " the running broker. What is there and differs stays. Nothing of Trustee's is changed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay import trustee /etc/kbs/kbs-config.toml --plan",
      "  keybay import trustee kbs-config.toml --root /mnt/kbs-volume",
      "",
      "Exit codes: 0 all is taken over, 1 something failed, 2 wrong usage, 3 something was left."
    })
final class ImportTrustee implements Callable<Integer> {
  private static final int LEFT = 3;

  private final Console console;

  @Parameters(paramLabel = "CONFIG", description = "Trustee's configuration, in TOML.")
  private Path config;

  @Option(names = "--plan", description = "Show what would be done, and do nothing.")
  private boolean plan;

  @Option(names = "--force", description = "Replace what is there and differs.")
  private boolean force;

  @Option(
      names = "--insecure",
      description = "Also take over InsecureAllowAll and insecure_header_jwk.")
  private boolean insecure;

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      description = "The broker's settings folder (KEYBAY_CONF).")
  private Optional<Path> conf = Optional.empty();

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "Look for absolute paths of the configuration below this folder.")
  private Optional<Path> root = Optional.empty();

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  ImportTrustee(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path folder = folder();
    Takeover takeover = new TrusteeConfig(config, folder, root, insecure).read(Clock.systemUTC());
    List<Finding> findings =
        new MovingIn(admin.client(), folder, new Manner(plan, force)).carry(takeover);
    Map<State, Long> counts =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    Finding::state, () -> new EnumMap<>(State.class), Collectors.counting()));
    boolean restart = MovingIn.wantsRestart(findings);
    output.print(json(findings, counts, restart), () -> text(findings, counts, restart));
    if (counts.containsKey(State.FAILED)) {
      return 1;
    }
    return counts.containsKey(State.LEFT) || counts.containsKey(State.KEPT) ? LEFT : 0;
  }

  private Path folder() {
    Path folder =
        conf.or(() -> console.env().apply("KEYBAY_CONF").map(Path::of))
            .or(() -> admin.isLocal() ? console.home().map(home -> home.resolve("conf")) : none())
            .orElseThrow(
                () -> new CommandFailure("say with --conf where the broker's settings folder is"));
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure("there is no folder " + folder);
    }
    return folder;
  }

  private static Optional<Path> none() {
    return Optional.empty();
  }

  private Map<String, Object> json(
      List<Finding> findings, Map<State, Long> counts, boolean restart) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("planned", plan);
    members.put("items", findings.stream().map(Finding::members).toList());
    Map<String, Object> numbers = new LinkedHashMap<>();
    counts.forEach((state, count) -> numbers.put(state.toString(), count));
    members.put("counts", numbers);
    members.put("restart", restart);
    return members;
  }

  private static String text(List<Finding> findings, Map<State, Long> counts, boolean restart) {
    String table =
        Table.of(
                findings.stream().map(Finding::members).toList(),
                "state",
                "what",
                "from",
                "to",
                "note")
            .toString();
    String numbers =
        counts.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", "));
    return table
        + "\n\n"
        + (numbers.isEmpty() ? "nothing to take over" : numbers)
        + (restart ? "\nRestart the broker: http.json has changed." : "");
  }
}
