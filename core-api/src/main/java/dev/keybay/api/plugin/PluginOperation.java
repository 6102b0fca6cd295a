package dev.keybay.api.plugin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator can do with plugins, under the same word in REST, the shell and commands. */
public enum PluginOperation {
  /** Takes a jar in and lets it serve; if its stream serves a lower version, an update. */
  INSTALL,
  /** Replaces the version that a stream serves by a higher one. */
  UPDATE,
  /** Replaces the version that a stream serves by a lower one. */
  DOWNGRADE,
  /** Goes back to the version that a stream served before. */
  ROLLBACK,
  /** Switches streams on. */
  ENABLE,
  /** Drains streams and switches them off. */
  DISABLE,
  /** Chooses the stream that the plain name means. */
  PROMOTE,
  /** Lets guests address a stream by its selector. */
  EXPOSE,
  /** Takes that back. */
  HIDE,
  /** Divides the plain name between versions. */
  ROUTE,
  /** Lets a selector be served by another. */
  ALIAS,
  /** Takes that back. */
  UNALIAS,
  /** Knows a version whose bytes are in the content store. */
  REGISTER,
  /** Forgets a version and keeps its bytes. */
  UNREGISTER,
  /** Forgets a version and deletes its bytes. */
  REMOVE,
  /** Says how far the bytes of a version are trusted. */
  TRUST,
  /** Gives a plugin another key to call the host with, and lets it call again if it must not. */
  KEY_ROTATE,
  /** Lets a plugin call the host no more; it goes on answering. */
  KEY_REVOKE,
  /** Brings the registry and the content store into agreement. */
  SYNC,
  /** Deletes what nothing refers to. */
  PRUNE;

  /** The word for it, for example {@code update} or {@code key-rotate}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The operation of a word. */
  public static Optional<PluginOperation> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
