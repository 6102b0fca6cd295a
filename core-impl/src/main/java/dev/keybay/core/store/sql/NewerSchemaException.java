package dev.keybay.core.store.sql;

/** The database was written by a newer Keybay. It was not touched. */
public final class NewerSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int found;
  private final int known;

  NewerSchemaException(String schema, int found, int known) {
    super(
        "The schema '%s' of the database has version %d, this Keybay knows versions up to %d. Start a newer Keybay, or restore a backup made by this one. Nothing was changed."
            .formatted(schema, found, known));
    this.found = found;
    this.known = known;
  }

  /** The version of the database. */
  public int found() {
    return found;
  }

  /** The highest version that this program knows. */
  public int known() {
    return known;
  }
}
