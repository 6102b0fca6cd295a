package dev.keybay.client.cli;

import dev.keybay.client.ResourcePath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A resource's name on the command line. */
final class ResourceConverter implements ITypeConverter<ResourcePath> {

  @Override
  public ResourcePath convert(String text) {
    try {
      return ResourcePath.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
