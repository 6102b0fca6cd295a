package dev.keybay.client.author;

import dev.keybay.client.cli.CommandFailure;
import dev.keybay.client.cli.Console;
import dev.keybay.client.cli.OutputOptions;
import dev.keybay.format.naming.ReservedNames;
import dev.keybay.format.naming.VersionNumbers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keybay plugin create}. Needs no broker, and nothing of Keybay but the distribution. */
@Command(
    name = "create",
    description = {
      "Writes the project of a new plugin: a servlet with its test, a descriptor, a pom, Maven's"
          + " wrapper.",
      "The project has in it what it needs of Keybay; the rest comes from Maven Central."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay plugin create greeter",
      "  keybay plugin create greeter --dir work/greeter --package com.acme.greeter --version 0.1.0"
    })
public final class PluginCreate implements Runnable {
  private final Console console;

  @Parameters(
      paramLabel = "NAME",
      description = "The plugin's name and route: lower-case letters, digits and dashes.")
  private String name;

  @Option(names = "--dir", paramLabel = "DIR", description = "Where to; default: the name.")
  private Optional<Path> dir = Optional.empty();

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "The Java package; default com.example and the name.")
  private Optional<String> pack = Optional.empty();

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      defaultValue = "1.0.0",
      description = "The first version, three numbers (${DEFAULT-VALUE}).")
  private String version;

  @Mixin private OutputOptions output;

  PluginCreate(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    String javaPackage = pack.orElse("com.example." + name.replace("-", ""));
    require(name, "[a-z]([a-z0-9-]{0,61}[a-z0-9])?", "a name, as in greeter or disk-keys");
    if (!VersionNumbers.areVersion(version)) {
      throw new CommandFailure(
          "expected a version of three numbers, as in 1.0.0, got '" + version + "'");
    }
    require(
        javaPackage, "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*", "a package, as in com.acme.greeter");
    if (ReservedNames.OPERATIONS.contains(name) || ReservedNames.ROUTES.contains(name)) {
      throw new CommandFailure("'" + name + "' is a name of the host's own; choose another");
    }
    Path folder = dir.orElse(Path.of(name));
    ProjectTemplate.write(authorFolder(), folder, new ProjectNames(name, javaPackage, version));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", name);
    result.put("version", version);
    result.put("dir", folder.toString());
    output.print(
        result,
        () ->
            "created "
                + folder
                + "; next: cd "
                + folder
                + ", ./mvnw package, keybay plugin check target/"
                + name
                + "-"
                + version
                + ".jar");
  }

  private Path authorFolder() {
    return console
        .home()
        .map(home -> home.resolve("author"))
        .orElseThrow(() -> new CommandFailure("this needs Keybay's distribution: use bin/keybay"));
  }

  private static void require(String text, String form, String expected) {
    if (!text.matches(form)) {
      throw new CommandFailure("expected " + expected + ", got '" + text + "'");
    }
  }
}
