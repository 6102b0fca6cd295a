package dev.keybay.client.trustee;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing of a Trustee KBS, and what becomes of it. Names alone: no value of a key, a resource or
 * a setting that may be secret.
 *
 * @param what the thing, for example {@code http_server.certificate}
 * @param from the line of the configuration, or the store
 * @param to where it goes, for example {@code http.json certificate}; empty if nowhere
 * @param note why, and what to do instead; may be empty
 */
public record Finding(String what, String from, String to, State state, String note) {

  /** What becomes of a thing. */
  public enum State {
    /** It would be carried: the answer of a plan. */
    TO_DO("to do"),
    /** It was carried. */
    DONE("done"),
    /** The same is there. */
    PRESENT("already there"),
    /** It has no counterpart, and nothing is lost. */
    NEEDLESS("not needed"),
    /** Something else is there, and it stays. */
    KEPT("kept"),
    /** It cannot be carried; the note says why. */
    LEFT("left"),
    /** It was tried in vain. */
    FAILED("failed");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** For people and for JSON. */
    @Override
    public String toString() {
      return words;
    }
  }

  /** Names come from files: control characters would steer the terminal. */
  public Finding {
    what = plain(what);
    from = plain(from);
    to = plain(to);
    note = plain(note);
  }

  /** A thing that is to be carried, and what became of it. */
  static Finding of(Item item, State state, String note) {
    return new Finding(item.what(), item.from(), item.to(), state, note);
  }

  /** As a JSON object. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("what", what);
    members.put("from", from);
    members.put("to", to);
    members.put("state", state.toString());
    members.put("note", note);
    return members;
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
