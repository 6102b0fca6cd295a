package dev.keybay.client.cli;

import java.util.List;
import java.util.Locale;

/** The operations on plugins: what each takes, how it is asked for, and its help. */
enum PluginVerb {
  INSTALL(
      Takes.JAR,
      "Installs a plugin's jar, or a folder with its files, and lets it serve; where its stream"
          + " serves a lower version, this updates it.",
      "install hello-1.0.3.jar",
      "install target/classes",
      "install https://example.org/hello-1.0.3.jar",
      "install hello.yaml --consent"),
  UPDATE(
      Takes.JAR_OR_VERSION,
      "Replaces what a stream serves by a higher version.",
      "update hello-1.0.4.jar",
      "update hello@1.0.4 --consent"),
  DOWNGRADE(
      Takes.JAR_OR_VERSION,
      "Replaces what a stream serves by a lower version.",
      "downgrade hello@1.0.2",
      "downgrade hello-1.0.2.jar"),
  ROLLBACK(Takes.TARGET, "Goes back to the version that served before.", "rollback hello"),
  ENABLE(
      Takes.TARGET,
      "Switches a plugin on and returns when it serves.",
      "enable hello",
      "enable hello@1.0"),
  DISABLE(
      Takes.TARGET,
      "Switches a plugin off; requests that are inside it are finished first.",
      "disable hello",
      "disable hello --force",
      "disable hello@1.0"),
  PROMOTE(
      Takes.NAME_AND_STREAM,
      "Chooses the stream that the plain name means.",
      "promote hello hello-1.1",
      "promote hello@1.1"),
  EXPOSE(Takes.TARGET, "Lets guests address a stream by its selector.", "expose hello-1.1"),
  HIDE(Takes.TARGET, "Takes expose back.", "hide hello-1.1"),
  ROUTE(
      Takes.SHARES,
      "Divides the plain name between versions; without shares the promoted stream has it all.",
      "route hello 1.0.3=95 1.1.0=5",
      "route hello"),
  ALIAS(Takes.TARGET_AND_TO, "Lets a selector be served by another.", "alias old@1.0.0 new@1"),
  UNALIAS(Takes.TARGET, "Takes alias back.", "unalias old@1.0.0"),
  REGISTER(
      Takes.JAR_OR_VERSION,
      "Registers a version without letting it serve.",
      "register hello==1.0.3",
      "register hello-1.0.3.jar"),
  UNREGISTER(Takes.TARGET, "Forgets a version and keeps its bytes.", "unregister hello==1.0.2"),
  REMOVE(
      Takes.TARGET,
      "Forgets a version and deletes its bytes.",
      "remove hello==1.0.2",
      "remove hello-1.0.2"),
  TRUST(
      Takes.TARGET_AND_LEVEL,
      "Says how far the bytes of a version are trusted: untrusted, reviewed, trusted, development"
          + " or builtin.",
      "trust hello@1.0.3 reviewed --note 'read by alice'",
      "trust hello@1.0.3 trusted --auto"),
  KEY_ROTATE(
      Takes.TARGET,
      "Gives a plugin another key to call the host with, and lets it call again.",
      "key-rotate hello"),
  KEY_REVOKE(
      Takes.TARGET,
      "Lets a plugin call the host no more, while it goes on answering.",
      "key-revoke hello"),
  SYNC(Takes.NOTHING, "Brings registry and content store into agreement.", "sync --dry-run"),
  PRUNE(Takes.NOTHING, "Deletes bytes that nothing refers to.", "prune --plan");

  /** What follows the word. */
  enum Takes {
    NOTHING(""),
    TARGET("SELECTOR"),
    TARGET_AND_TO("FROM TO"),
    NAME_AND_STREAM("[NAME] STREAM"),
    TARGET_AND_LEVEL("VERSION LEVEL"),
    SHARES("NAME VERSION=SHARE..."),
    JAR("JAR|FOLDER|URL"),
    JAR_OR_VERSION("JAR|FOLDER|URL|VERSION");

    private final String label;

    Takes(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  private final Takes takes;
  private final String description;

  /** Lines. */
  private final String examples;

  PluginVerb(Takes takes, String description, String... examples) {
    this.takes = takes;
    this.description = description;
    this.examples = String.join("\n", examples);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Takes takes() {
    return takes;
  }

  String description() {
    return description;
  }

  /** As they are typed, after {@code keybay plugin}. */
  List<String> examples() {
    return examples.lines().toList();
  }
}
