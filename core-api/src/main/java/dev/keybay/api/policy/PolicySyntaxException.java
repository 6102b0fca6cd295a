package dev.keybay.api.policy;

/** The text is no valid policy. The message names what was expected and is fit for the caller. */
public final class PolicySyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * @param line from 1, or 0 if the error has no place
   * @param column from 1, or 0
   */
  public PolicySyntaxException(String message, int line, int column) {
    super(line > 0 ? "line " + line + ", column " + column + ": " + message : message);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
