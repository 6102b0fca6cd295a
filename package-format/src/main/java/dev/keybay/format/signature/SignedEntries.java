package dev.keybay.format.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a jar through the JDK's verifier and finds out who signed every entry of it.
 *
 * <p>{@link JarFile} alone answers too little: it takes an entry that nobody signed for an ordinary
 * one, says nothing about entries that are gone, and drops a signature that it cannot read in
 * silence. So absence is looked for here: a signed jar is one in which the same signer signed
 * everything but the signature itself. That includes what lies in META-INF, because services and
 * classes of other Java versions lie there too. And it verifies no more bytes of an entry than the
 * jar's directory says there are, see {@code EntrySizes}.
 */
public final class SignedEntries {
  private final JarFile file;
  private final SignatureFiles files;
  private final Set<String> names = new TreeSet<>();
  private @Nullable Set<CodeSigner> signers;
  private @Nullable String unsigned;

  private SignedEntries(JarFile file, SignatureFiles files) {
    this.file = file;
    this.files = files;
  }

  /**
   * The signers of the whole jar, or why there are none.
   *
   * @param signers who signed every entry; at least one unless there is a problem
   */
  public record Result(List<CodeSigner> signers, Optional<SignatureReport> problem) {
    static Result problem(SignatureReport report) {
      return new Result(List.of(), Optional.of(report));
    }
  }

  /** Reads a file that nobody changes meanwhile, and that is a complete zip. */
  public static Result read(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile(), true, ZipFile.OPEN_READ)) {
      Manifest manifest = file.getManifest();
      if (manifest == null) {
        return Result.problem(new SignatureReport.Unsigned());
      }
      SignatureFiles files = SignatureFiles.of(file, manifest);
      Optional<SignatureReport> problem = files.problem();
      if (problem.isEmpty()) {
        problem = EntrySizes.problem(jar);
      }
      return problem.isPresent()
          ? Result.problem(problem.get())
          : new SignedEntries(file, files).read();
    }
  }

  private Result read() throws IOException {
    for (JarEntry entry : (Iterable<JarEntry>) () -> file.entries().asIterator()) {
      names.add(entry.getName());
      if (!entry.isDirectory() && !SignatureFiles.isPart(entry.getName())) {
        Optional<SignatureReport> problem = read(entry);
        if (problem.isPresent()) {
          return Result.problem(problem.get());
        }
      }
    }
    return judge();
  }

  private Optional<SignatureReport> read(JarEntry entry) throws IOException {
    InputStream in;
    try {
      in = file.getInputStream(entry);
    } catch (SecurityException e) {
      // Before the first entry, the JDK holds the manifest against the signature.
      return Optional.of(
          new SignatureReport.Tampered(
              "the manifest or the signature", String.valueOf(e.getMessage())));
    }
    try (in) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SecurityException e) {
      return Optional.of(
          new SignatureReport.Tampered(entry.getName(), String.valueOf(e.getMessage())));
    }
    count(entry);
    return Optional.empty();
  }

  private void count(JarEntry entry) {
    CodeSigner[] of = entry.getCodeSigners();
    if (of == null || of.length == 0) {
      unsigned = unsigned == null ? entry.getName() : unsigned;
    } else if (signers == null) {
      signers = new LinkedHashSet<>(Arrays.asList(of));
    } else {
      signers.retainAll(Arrays.asList(of));
    }
  }

  private Result judge() {
    if (signers == null) {
      return Result.problem(
          new SignatureReport.Tampered(
              files.name(),
              "the signature does not verify, or with an algorithm that Java no longer takes"));
    }
    if (unsigned != null) {
      return Result.problem(
          new SignatureReport.Tampered(unsigned, "it was added, for nobody signed it"));
    }
    Set<String> gone = new TreeSet<>(files.listed());
    gone.removeAll(names);
    if (!gone.isEmpty()) {
      return Result.problem(new SignatureReport.Tampered(gone.iterator().next(), "it was removed"));
    }
    return signers.isEmpty()
        ? Result.problem(new SignatureReport.Incomplete("no signer signed all entries"))
        : new Result(List.copyOf(signers), Optional.empty());
  }
}
