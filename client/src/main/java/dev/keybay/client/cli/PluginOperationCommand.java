package dev.keybay.client.cli;

import dev.keybay.client.AdminClient;
import dev.keybay.client.KbsCall;
import dev.keybay.format.jar.DirectoryJar;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One of {@code keybay plugin install}, {@code update} and so on: a {@link PluginVerb}. */
@Command(footerHeading = "%nExamples:%n")
final class PluginOperationCommand implements Runnable {
  private final PluginVerb verb;

  @Parameters(arity = "0..*", paramLabel = "WORD", description = "What it is done to.")
  private List<String> words = List.of();

  @Option(
      names = {"--plan", "--dry-run"},
      description = "Only say what would happen; nothing is changed.")
  private boolean plan;

  @Mixin private PluginTerms terms = new PluginTerms();
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  private final Console console;

  private PluginOperationCommand(PluginVerb verb, Console console) {
    this.verb = verb;
    this.console = console;
  }

  /** The command of a verb, with its help. */
  static CommandLine of(PluginVerb verb, Console console, CommandLine.IFactory factory) {
    CommandLine command = new CommandLine(new PluginOperationCommand(verb, console), factory);
    CommandSpec spec = command.getCommandSpec().name(verb.word());
    spec.usageMessage()
        .description(verb.description())
        .customSynopsis("keybay plugin " + verb.word() + " " + verb.takes().label() + " [OPTIONS]")
        .footer(
            verb.examples().stream()
                .map(example -> "  keybay plugin " + example)
                .toArray(String[]::new));
    return command;
  }

  @Override
  public void run() {
    KbsCall call = call();
    KbsCall planned = plan ? asked(call, "plan=true") : call;
    for (String query : terms.queries(verb)) {
      planned = asked(planned, query);
    }
    AdminClient client = admin.client();
    Map<?, ?> report;
    OperationProgress progress = OperationProgress.of(client, verb.word(), console.err());
    try {
      report = client.pluginOperation(planned, verb.word() + " " + String.join(" ", words));
    } finally {
      progress.close();
    }
    output.print(report, () -> ChangeLines.of(report));
    if (ChangeLines.failed(report)) {
      throw new CommandFailure("a part of it failed");
    }
  }

  private static KbsCall asked(KbsCall call, String query) {
    return new KbsCall(
        call.method(),
        call.path() + (call.path().contains("?") ? "&" : "?") + query,
        call.headers(),
        call.body());
  }

  private KbsCall call() {
    String word = "plugin/" + verb.word();
    return switch (verb.takes()) {
      case NOTHING -> {
        take(0);
        yield KbsCall.of("POST", word);
      }
      case TARGET -> {
        take(1);
        yield switch (verb) {
          case REMOVE -> KbsCall.of("DELETE", "plugin/" + encoded(version(words.get(0))));
          case KEY_ROTATE -> KbsCall.of("POST", "plugin/key/rotate/" + encoded(0));
          case KEY_REVOKE -> KbsCall.of("DELETE", "plugin/key/" + encoded(0));
          case UNALIAS -> KbsCall.of("DELETE", "plugin/alias/" + encoded(0));
          default -> KbsCall.of("POST", word + "/" + encoded(0));
        };
      }
      case TARGET_AND_TO -> {
        take(2);
        yield KbsCall.of("POST", word).withJson(Map.of("from", words.get(0), "to", words.get(1)));
      }
      case NAME_AND_STREAM -> {
        take(1, 2);
        String to = words.size() == 1 ? "" : "?to=" + encoded(1);
        yield KbsCall.of("POST", word + "/" + encoded(0) + to);
      }
      case TARGET_AND_LEVEL -> {
        take(2);
        yield KbsCall.of("POST", word + "/" + encoded(0)).withJson(terms.trust(words.get(1)));
      }
      case SHARES -> KbsCall.of("PUT", word + "/" + encoded(0)).withJson(shares());
      case JAR -> {
        take(1);
        yield jar(word);
      }
      case JAR_OR_VERSION -> {
        take(1);
        yield isSource(words.get(0)) ? jar(word) : KbsCall.of("POST", word + "/" + encoded(0));
      }
    };
  }

  private static boolean isSource(String word) {
    return word.contains("/")
        || word.endsWith(".jar")
        || word.endsWith(".yaml")
        || word.endsWith(".yml");
  }

  /** The broker fetches what is at a URL; a file of this machine is sent, a folder as a jar. */
  private KbsCall jar(String path) {
    if (words.get(0).contains("://")) {
      return KbsCall.of("POST", path).withJson(Map.of("source", words.get(0)));
    }
    Path file = Path.of(words.get(0));
    try {
      return KbsCall.of("POST", path)
          .withBody(
              "application/java-archive",
              Files.isDirectory(file)
                  ? DirectoryJar.pack(List.of(file))
                  : Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new CommandFailure("cannot read " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private Map<String, Integer> shares() {
    Map<String, Integer> shares = new TreeMap<>();
    for (String share : words.subList(Math.min(1, words.size()), words.size())) {
      int equals = share.lastIndexOf('=');
      if (equals <= 0 || !share.substring(equals + 1).matches("\\d{1,3}")) {
        throw new CommandFailure("expected VERSION=SHARE, for example 1.0.3=95, got " + share);
      }
      shares.put(share.substring(0, equals), Integer.parseInt(share.substring(equals + 1)));
    }
    return shares;
  }

  private void take(int count) {
    take(count, count);
  }

  private void take(int least, int most) {
    List<String> given = words.stream().filter(word -> !word.equals("->")).toList();
    if (given.size() < least || given.size() > most) {
      throw new CommandFailure(
          "expected: keybay plugin " + verb.word() + " " + verb.takes().label());
    }
    words = given;
  }

  private String encoded(int index) {
    if (words.size() <= index) {
      throw new CommandFailure(
          "expected: keybay plugin " + verb.word() + " " + verb.takes().label());
    }
    return encoded(words.get(index));
  }

  /** As paths name it, whichever of the spellings it has; what is no version is the broker's. */
  private static String version(String word) {
    return PluginVersion.parse(word).map(PluginVersion::toString).orElse(word);
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@");
  }
}
