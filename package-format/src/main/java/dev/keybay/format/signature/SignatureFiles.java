package dev.keybay.format.signature;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What of a signature is there (JAR File Specification, "Signed JAR File").
 *
 * @param digests names of the signature files, {@code .SF}, without their ending
 * @param blocks names of the blocks, {@code .RSA}, {@code .DSA} and {@code .EC}, likewise
 * @param listed the entries for which the manifest has digests
 * @param manifests how many there are, whatever the case of their names; 0 if none has the right
 *     one
 */
record SignatureFiles(Set<String> digests, Set<String> blocks, Set<String> listed, int manifests) {
  private static final String FOLDER = "META-INF/";
  private static final Set<String> BLOCKS = Set.of("RSA", "DSA", "EC");

  static SignatureFiles of(JarFile file, Manifest manifest) {
    Set<String> digests = new TreeSet<>();
    Set<String> blocks = new TreeSet<>();
    int manifests = 0;
    for (JarEntry entry : (Iterable<JarEntry>) () -> file.entries().asIterator()) {
      String name = entry.getName().toUpperCase(Locale.ROOT);
      if (isDirectlyInside(name)) {
        int dot = name.lastIndexOf('.');
        if (name.equals(JarFile.MANIFEST_NAME)) {
          manifests++;
        } else if (name.endsWith(".SF")) {
          digests.add(name.substring(0, dot));
        } else if (dot > 0 && BLOCKS.contains(name.substring(dot + 1))) {
          blocks.add(name.substring(0, dot));
        }
      }
    }
    Set<String> listed = new TreeSet<>();
    manifest
        .getEntries()
        .forEach(
            (name, attributes) -> {
              if (attributes.keySet().stream().anyMatch(key -> isDigest(key.toString()))) {
                listed.add(name);
              }
            });
    boolean named = file.getEntry(JarFile.MANIFEST_NAME) != null;
    return new SignatureFiles(digests, blocks, listed, named ? manifests : 0);
  }

  /** Whether an entry belongs to the signature and so cannot be signed itself. */
  static boolean isPart(String entry) {
    String name = entry.toUpperCase(Locale.ROOT);
    return isDirectlyInside(name)
        && (name.equals(JarFile.MANIFEST_NAME)
            || name.endsWith(".SF")
            || BLOCKS.contains(name.substring(name.lastIndexOf('.') + 1)));
  }

  /** Why there is nothing to verify. */
  Optional<SignatureReport> problem() {
    if (manifests != 1) {
      // One would be verified, another used.
      return Optional.of(
          new SignatureReport.Incomplete("expected one META-INF/MANIFEST.MF, in these letters"));
    }
    if (digests.isEmpty() && blocks.isEmpty()) {
      return Optional.of(
          listed.isEmpty()
              ? new SignatureReport.Unsigned()
              : new SignatureReport.Incomplete(
                  "the manifest has digests, and the files of the signature are not there"));
    }
    for (String name : digests) {
      if (!blocks.contains(name)) {
        return Optional.of(
            new SignatureReport.Incomplete(name + ".SF is there without its block, .RSA or .EC"));
      }
    }
    for (String name : blocks) {
      if (!digests.contains(name)) {
        return Optional.of(
            new SignatureReport.Incomplete("the block " + name + " is there without its .SF"));
      }
    }
    return Optional.empty();
  }

  /** The first signature's name. */
  String name() {
    return digests.iterator().next() + ".SF";
  }

  private static boolean isDirectlyInside(String upperCase) {
    return upperCase.startsWith(FOLDER) && upperCase.indexOf('/', FOLDER.length()) < 0;
  }

  private static boolean isDigest(String attribute) {
    return attribute.toUpperCase(Locale.ROOT).endsWith("-DIGEST");
  }
}
