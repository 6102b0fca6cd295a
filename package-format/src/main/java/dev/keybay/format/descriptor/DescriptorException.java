package dev.keybay.format.descriptor;

/** A descriptor that cannot be used; the message says where, what was expected and what came. */
public class DescriptorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  public DescriptorException(String message) {
    super(Descriptor.ENTRY + ": " + message);
    this.line = 0;
    this.column = 0;
  }

  /**
   * @param line from 1
   * @param column from 1
   */
  DescriptorException(int line, int column, String message) {
    super(Descriptor.ENTRY + ", line " + line + ", column " + column + ": " + message);
    this.line = line;
    this.column = column;
  }

  /** From 1; 0 if it is not about one place. */
  public int line() {
    return line;
  }

  /** From 1; 0 if it is not about one place. */
  public int column() {
    return column;
  }
}
