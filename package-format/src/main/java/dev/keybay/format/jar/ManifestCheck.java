package dev.keybay.format.jar;

import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.PackageFormats;
import dev.keybay.format.descriptor.Permissions;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.naming.ReservedNames;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/** What a plugin's manifest must not say, so that a plugin can be swapped and harms no other. */
final class ManifestCheck {
  /** With or without quotes, and in letters of any size, as the framework takes it. */
  private static final Pattern SINGLETON =
      Pattern.compile("singleton\\s*:=\\s*\"?\\s*true", Pattern.CASE_INSENSITIVE);

  private ManifestCheck() {}

  static void check(Attributes manifest, PluginIdentity identity) throws BadJarException {
    if (ReservedNames.OPERATIONS.contains(identity.plugin().name())) {
      throw new BadJarException(
          "'"
              + identity.plugin().name()
              + "' is the name of an operation and cannot be a plugin's");
    }
    refuse(manifest, Constants.FRAGMENT_HOST, "a plugin is a bundle of its own, no fragment");
    refuse(manifest, Constants.DYNAMICIMPORT_PACKAGE, "a plugin says what it imports");
    exports(manifest, identity);
    String symbolicName = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (SINGLETON.matcher(symbolicName).find()) {
      throw new BadJarException(
          "singleton:=true is not allowed: two versions of a plugin run side by side in a swap");
    }
    nativeCode(manifest, identity.descriptor());
  }

  private static void exports(Attributes manifest, PluginIdentity identity) throws BadJarException {
    String exports = manifest.getValue(Constants.EXPORT_PACKAGE);
    if (exports != null
        && (identity.format() == PackageFormats.DESCRIBED || exports.contains("dev.keybay."))) {
      throw new BadJarException(
          "Export-Package is not allowed: a plugin exports nothing, so that replacing it touches no"
              + " other; embed what it needs");
    }
  }

  private static void nativeCode(Attributes manifest, Optional<Descriptor> descriptor)
      throws BadJarException {
    if (manifest.getValue(Constants.BUNDLE_NATIVECODE) != null
        && descriptor
            .filter(d -> d.requests().permissions().host().contains(Permissions.NATIVE))
            .isEmpty()) {
      throw new BadJarException(
          "Bundle-NativeCode is not allowed unless the descriptor asks for it, with permissions:"
              + " { host: ["
              + Permissions.NATIVE
              + "] }");
    }
  }

  private static void refuse(Attributes manifest, String header, String why)
      throws BadJarException {
    if (manifest.getValue(header) != null) {
      throw new BadJarException(header + " is not allowed: " + why);
    }
  }
}
