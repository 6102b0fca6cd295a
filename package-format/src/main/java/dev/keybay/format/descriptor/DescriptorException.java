package dev.keybay.format.descriptor;

/** A descriptor that cannot be used; the message says where, what was expected and what came. */
public class DescriptorException extends Exception {
  private static final long serialVersionUID = 1L;

  public DescriptorException(String message) {
    super(Descriptor.ENTRY + ": " + message);
  }

  /**
   * @param line from 1
   * @param column from 1
   */
  DescriptorException(int line, int column, String message) {
    super(Descriptor.ENTRY + ", line " + line + ", column " + column + ": " + message);
  }
}
