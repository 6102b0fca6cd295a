package dev.keybay.format.jar;

import dev.keybay.format.descriptor.Code;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.jar.JarInspector.BadJarException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/** Whether what descriptor and manifest name is in the jar, and whether they name anything. */
final class CodeCheck {
  /** An interface's backend may be any pointer; one of this form is a class. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("([a-z_][A-Za-z0-9_]*\\.)+[A-Z][A-Za-z0-9_$]*");

  private CodeCheck() {}

  static void check(JarClasses classes, Attributes manifest, PluginIdentity identity)
      throws BadJarException, IOException {
    needs(classes, manifest, Constants.BUNDLE_ACTIVATOR, activator(manifest));
    if (identity.descriptor().isEmpty()) {
      return;
    }
    Descriptor descriptor = identity.descriptor().get();
    if (descriptor.artifact().isPresent()) {
      throw new BadJarException(
          "artifact: is for a descriptor outside of its jar; a jar cannot name its own digest");
    }
    needs(classes, manifest, "backend_component:", descriptor.code().backendComponent());
    for (Map.Entry<String, Code.OfInterface> entry : descriptor.code().interfaces().entrySet()) {
      needs(
          classes,
          manifest,
          "interfaces: " + entry.getKey() + ": backend:",
          entry.getValue().backend().filter(text -> CLASS_NAME.matcher(text).matches()));
    }
    icon(classes, descriptor);
    if (!descriptor.offersSomething() && !mayOfferServices(manifest)) {
      throw new BadJarException(
          "the plugin offers nothing: its descriptor has none of interfaces, backend_component,"
              + " orders and ui, and its manifest no Service-Component");
    }
  }

  private static Optional<String> activator(Attributes manifest) {
    return Optional.ofNullable(manifest.getValue(Constants.BUNDLE_ACTIVATOR)).map(String::trim);
  }

  private static void needs(
      JarClasses classes, Attributes manifest, String who, Optional<String> name)
      throws BadJarException, IOException {
    if (name.isPresent()
        && !classes.has(name.get(), manifest.getValue(Constants.BUNDLE_CLASSPATH))) {
      throw new BadJarException(
          who + " names the class " + name.get() + ", which is not in the jar");
    }
  }

  private static void icon(JarClasses classes, Descriptor descriptor) throws BadJarException {
    Optional<String> icon = descriptor.about().icon();
    if (icon.isPresent() && !classes.entries().contains(icon.get())) {
      throw new BadJarException("icon: names the file " + icon.get() + ", which is not in the jar");
    }
  }

  /** Of services that the host looks for, as a verifier is; which ones shows when it starts. */
  private static boolean mayOfferServices(Attributes manifest) {
    return manifest.getValue("Service-Component") != null
        || manifest.getValue(Constants.BUNDLE_ACTIVATOR) != null;
  }
}
