package dev.keybay.core.shell.plugin;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.audit.Actor;
import dev.keybay.core.audit.ActorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The shell's commands for plugins: {@code plugin:list}, {@code plugin:install /tmp/hello.jar} and
 * so on, under the words of {@link PluginOperation}. Each takes {@code --plan}.
 */
@Component(
    service = PluginCommands.class,
    property = {
      "osgi.command.scope=plugin",
      "osgi.command.function=list",
      "osgi.command.function=install",
      "osgi.command.function=update",
      "osgi.command.function=downgrade",
      "osgi.command.function=rollback",
      "osgi.command.function=enable",
      "osgi.command.function=disable",
      "osgi.command.function=promote",
      "osgi.command.function=expose",
      "osgi.command.function=hide",
      "osgi.command.function=route",
      "osgi.command.function=alias",
      "osgi.command.function=unalias",
      "osgi.command.function=register",
      "osgi.command.function=unregister",
      "osgi.command.function=remove",
      "osgi.command.function=sync",
      "osgi.command.function=prune",
      "osgi.command.function=operations",
      "osgi.command.function=trust",
      "osgi.command.function=audit"
    })
public final class PluginCommands {
  private static final Actor SHELL = new Actor("shell", "");
  private static final int RECENT = 20;
  private static final Set<String> OPTIONS = Set.of("auto", "consent", "force", "sha256");

  private final PluginManager manager;

  @Activate
  public PluginCommands(@Reference PluginManager manager) {
    this.manager = manager;
  }

  @Descriptor(
      "lists every version of every plugin, and what is wrong with it; example: plugin:list, or"
          + " plugin:list --long for all that is known of each")
  public String list(
      @Descriptor("-l or --long: streams, signers, granted permissions and the rest as well")
          String... options) {
    if (options.length == 0) {
      return PluginTable.of(manager.list());
    }
    if (options.length > 1 || !Set.of("-l", "--long").contains(options[0])) {
      throw new IllegalArgumentException(
          "expected list, list -l or list --long; found list " + String.join(" ", options));
    }
    return PluginDetails.of(manager.list());
  }

  @Descriptor("installs a plugin, or updates its stream; example: plugin:install /tmp/hello.jar")
  public String install(
      @Descriptor(
              "path or URL of a jar, a folder (in development) or a detached descriptor; --sha256=;"
                  + " --consent; --plan")
          String... words) {
    return run(PluginOperation.INSTALL, words);
  }

  @Descriptor("updates a stream to a higher version; example: plugin:update /tmp/hello-1.0.4.jar")
  public String update(
      @Descriptor(
              "path or URL of a jar, a folder (in development) or a detached descriptor; --sha256=;"
                  + " --consent; --plan")
          String... words) {
    return run(PluginOperation.UPDATE, words);
  }

  @Descriptor("sets a stream to a lower version; example: plugin:downgrade hello@1.0.2")
  public String downgrade(@Descriptor("a version, or a jar; --plan") String... words) {
    return run(PluginOperation.DOWNGRADE, words);
  }

  @Descriptor("sets a stream to the version before; example: plugin:rollback hello")
  public String rollback(@Descriptor("name or stream; --plan") String... words) {
    return run(PluginOperation.ROLLBACK, words);
  }

  @Descriptor("switches a plugin on; example: plugin:enable hello, or plugin:enable hello-1.0")
  public String enable(@Descriptor("selector or stream; --plan") String... words) {
    return run(PluginOperation.ENABLE, words);
  }

  @Descriptor("drains a plugin and switches it off, for good; example: plugin:disable hello")
  public String disable(
      @Descriptor("selector or stream; --force leaves dependents; --plan") String... words) {
    return run(PluginOperation.DISABLE, words);
  }

  @Descriptor(
      "chooses what the plain name means; example: plugin:promote hello hello-1.1, or"
          + " plugin:promote hello@1.1")
  public String promote(@Descriptor("name and stream, or stream; --plan") String... words) {
    return run(PluginOperation.PROMOTE, words);
  }

  @Descriptor("lets guests address a stream by selector; example: plugin:expose hello-1.1")
  public String expose(@Descriptor("stream; --plan") String... words) {
    return run(PluginOperation.EXPOSE, words);
  }

  @Descriptor("takes plugin:expose back; example: plugin:hide hello-1.1")
  public String hide(@Descriptor("stream; --plan") String... words) {
    return run(PluginOperation.HIDE, words);
  }

  @Descriptor(
      "divides the plain name; example: plugin:route hello 1.0.3=95 1.1.0=5; plugin:route hello"
          + " gives it all to the promoted stream")
  public String route(@Descriptor("name, then version=share; --plan") String... words) {
    return run(PluginOperation.ROUTE, words);
  }

  @Descriptor("lets a selector be served by another; example: plugin:alias old@1.0.0 new@1")
  public String alias(@Descriptor("the old and the new selector; --plan") String... words) {
    return run(PluginOperation.ALIAS, words);
  }

  @Descriptor("takes plugin:alias back; example: plugin:unalias old@1.0.0")
  public String unalias(@Descriptor("the old selector; --plan") String... words) {
    return run(PluginOperation.UNALIAS, words);
  }

  @Descriptor("registers what is in the content store; example: plugin:register hello==1.0.3")
  public String register(@Descriptor("version, stream, or a jar; --plan") String... words) {
    return run(PluginOperation.REGISTER, words);
  }

  @Descriptor("forgets a version, keeps its bytes; example: plugin:unregister hello==1.0.2")
  public String unregister(@Descriptor("version; --plan") String... words) {
    return run(PluginOperation.UNREGISTER, words);
  }

  @Descriptor("forgets a version and deletes its bytes; example: plugin:remove hello==1.0.2")
  public String remove(@Descriptor("version; --plan") String... words) {
    return run(PluginOperation.REMOVE, words);
  }

  @Descriptor("brings registry and content store into agreement; example: plugin:sync --dry-run")
  public String sync(CommandSession session, @Descriptor("--dry-run, or --plan") String... words) {
    OperationReport report = perform(manager, PluginOperation.SYNC, words);
    String text = PluginTable.of(report);
    if (report.failed()) {
      session.getConsole().print(text);
      throw new IllegalStateException("a part of it failed");
    }
    return text;
  }

  @Descriptor("deletes bytes that nothing refers to; example: plugin:prune --plan")
  public String prune(@Descriptor("--plan") String... words) {
    return run(PluginOperation.PRUNE, words);
  }

  @Descriptor(
      "says how far a version's bytes are trusted (untrusted, reviewed, trusted, development,"
          + " builtin); example: plugin:trust hello@1.0.3 reviewed 'read by alice'")
  public String trust(
      @Descriptor("version, level, and a note; --auto: the signer's next ones as well")
          String... words) {
    return run(PluginOperation.TRUST, words);
  }

  @Descriptor(
      "shows what was done to plugins, from the audit log, the latest first, and whether the log is"
          + " whole; example: plugin:audit, or plugin:audit 1200 for what is before that number")
  public String audit(@Descriptor("a number of the log; none for the latest") String... before) {
    long end = before.length == 0 ? 0 : Long.parseLong(before[0]);
    return PluginTable.of(manager.audit(end, RECENT, true));
  }

  @Descriptor("shows the journal, the latest first; example: plugin:operations")
  public String operations() {
    StringBuilder text = new StringBuilder();
    for (OperationRecord each : manager.operations(RECENT)) {
      text.append(
          String.format(
              Locale.ROOT,
              "%5d %s %-10s %-24s %-8s %s %s%n",
              each.id(),
              each.started(),
              each.operation(),
              each.target(),
              each.outcome().isEmpty() ? each.step() + "…" : each.outcome(),
              each.actor(),
              each.detail()));
    }
    return text.toString();
  }

  private String run(PluginOperation operation, String... words) {
    return run(manager, operation, words);
  }

  static String run(PluginManager manager, PluginOperation operation, String... words) {
    return PluginTable.of(perform(manager, operation, words));
  }

  private static OperationReport perform(
      PluginManager manager, PluginOperation operation, String... words) {
    try {
      PluginRequest request = request(operation, words);
      return ActorScope.callAs(SHELL, () -> manager.perform(request));
    } catch (KbsException e) {
      // The shell would print the class name before the message.
      throw new IllegalArgumentException(e.publicMessage(), e);
    }
  }

  static PluginRequest request(PluginOperation operation, String... words) {
    List<String> rest = new ArrayList<>(List.of(words));
    boolean plan = rest.removeAll(List.of("--plan", "--dry-run"));
    Map<String, String> options = options(rest);
    rest.remove("->"); // as it stands in quotes; else the shell takes > for a file
    if (rest.remove("-")) {
      throw new IllegalArgumentException(
          "the shell has taken the > of -> for a file; write " + operation.word() + " OLD NEW");
    }
    String target = rest.isEmpty() ? "" : rest.remove(0);
    if (target.isEmpty()
        && operation != PluginOperation.SYNC
        && operation != PluginOperation.PRUNE) {
      throw new IllegalArgumentException(
          operation.word() + " needs to know what; see help plugin:" + operation.word());
    }
    PluginRequest request = PluginRequest.of(operation, target);
    if (operation == PluginOperation.TRUST) {
      request = trusting(request, rest, options);
      return plan ? request.planned() : request;
    }
    for (Map.Entry<String, String> option : options.entrySet()) {
      request = request.with(option.getKey(), option.getValue());
    }
    for (String word : rest) {
      int equals = operation == PluginOperation.ROUTE ? word.lastIndexOf('=') : -1;
      request =
          equals < 0
              ? request.with("to", word)
              : request.with(word.substring(0, equals), word.substring(equals + 1));
    }
    return plan ? request.planned() : request;
  }

  /**
   * Takes {@code --consent}, {@code --consent=LIST}, {@code --force} and so on out of the words.
   */
  private static Map<String, String> options(List<String> words) {
    Map<String, String> options = new TreeMap<>();
    for (String word : List.copyOf(words)) {
      if (word.startsWith("--")) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        if (!OPTIONS.contains(name)) {
          throw new IllegalArgumentException("unknown option --" + name);
        }
        options.put(name, equals < 0 ? "true" : word.substring(equals + 1));
        words.remove(word);
      }
    }
    return options;
  }

  private static PluginRequest trusting(
      PluginRequest request, List<String> words, Map<String, String> options) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("trust needs a version and a level");
    }
    return request
        .with("level", words.get(0))
        .with("note", String.join(" ", words.subList(1, words.size())))
        .with("auto", options.getOrDefault("auto", "false"));
  }
}
