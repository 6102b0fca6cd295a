package dev.keybay.format.jar;

import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.DescriptorException;
import dev.keybay.format.descriptor.DescriptorReader;
import dev.keybay.format.descriptor.PackageFormats;
import dev.keybay.format.naming.PluginNames;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.util.Optional;
import org.osgi.framework.Version;

/**
 * Who a plugin is, from its manifest and, in format 2, its descriptor.
 *
 * @param format 1 for a plain bundle, 2 for one with a descriptor
 */
public record PluginIdentity(PluginVersion plugin, int format, Optional<Descriptor> descriptor) {
  /** What it is a version of. */
  public StreamId stream() {
    return StreamId.of(plugin, format);
  }

  /**
   * Reads the identity.
   *
   * @param symbolicName without directives; its last part names the plugin unless the descriptor
   *     does
   * @param yaml the descriptor's bytes, if there is one
   * @throws DescriptorException if descriptor and manifest disagree, or there is no usable name
   */
  public static PluginIdentity read(String symbolicName, Version version, Optional<byte[]> yaml)
      throws DescriptorException {
    Optional<Descriptor> descriptor = Optional.empty();
    if (yaml.isPresent()) {
      descriptor = Optional.of(DescriptorReader.read(yaml.get()));
    }
    String numbers = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    Optional<String> stated = descriptor.flatMap(Descriptor::version);
    if (stated.isPresent() && !stated.get().equals(numbers)) {
      throw new DescriptorException(
          "version " + stated.get() + " is not the bundle's, " + numbers + "; leave it out");
    }
    String fromBundle = symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
    String name = descriptor.flatMap(Descriptor::name).orElse(fromBundle);
    if (!PluginNames.isName(name)) {
      throw new DescriptorException(
          "'"
              + name
              + "' cannot be a plugin's name: expected "
              + PluginNames.EXPECTED
              + "; give name:");
    }
    return new PluginIdentity(
        new PluginVersion(name, numbers),
        descriptor.isPresent() ? PackageFormats.DESCRIBED : PackageFormats.PLAIN,
        descriptor);
  }
}
