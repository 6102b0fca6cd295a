package dev.keybay.format.descriptor;

/** A descriptor of a package format that this host does not know: the host is too old for it. */
public final class UnknownFormatException extends DescriptorException {
  private static final long serialVersionUID = 1L;

  UnknownFormatException(int line, int column, String message) {
    super(line, column, message);
  }
}
