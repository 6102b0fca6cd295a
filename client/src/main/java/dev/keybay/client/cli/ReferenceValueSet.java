package dev.keybay.client.cli;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keybay reference-value set}. */
@Command(
    name = "set",
    description = "Sets a reference value: a list of strings unless told otherwise.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay reference-value set launch_digest abcde fghij",
      "  keybay reference-value set major_version 1 --as-integer",
      "  keybay reference-value set svn 7 --expires 2027-01-31T00:00:00Z",
      "  keybay reference-value set snp_smt_allowed true --as-bool --as-single-value"
    })
final class ReferenceValueSet implements Runnable {

  @Parameters(index = "0", paramLabel = "NAME")
  private String name;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "VALUE")
  private List<String> values;

  /** How the values are to be read. */
  static final class Type {
    @Option(names = "--as-integer", description = "The values are integers.")
    private boolean integer;

    @Option(names = "--as-bool", description = "The values are true or false.")
    private boolean bool;
  }

  @ArgGroup private @Nullable Type type;

  @Option(names = "--as-single-value", description = "Store the one value itself, not a list.")
  private boolean single;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "When it counts no more, for example 2027-01-31T00:00:00Z.")
  private Optional<Instant> expires = Optional.empty();

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    List<Object> typed = values.stream().map(this::read).toList();
    if (single && typed.size() != 1) {
      throw new ParameterException(
          spec.commandLine(), "--as-single-value takes one value, not " + typed.size());
    }
    Object value = single ? typed.get(0) : typed;
    admin.client().setReferenceValue(name, value, expires);
    output.print(Map.of("name", name, "value", value), () -> "set " + name);
  }

  private Object read(String text) {
    if (type != null && type.bool) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new ParameterException(
            spec.commandLine(), "\"" + text + "\" is neither true nor false");
      }
      return Boolean.valueOf(text);
    }
    if (type != null && type.integer) {
      if (!text.matches("-?[0-9]{1,40}")) {
        throw new ParameterException(spec.commandLine(), "\"" + text + "\" is not an integer");
      }
      return new BigInteger(text);
    }
    return text;
  }
}
