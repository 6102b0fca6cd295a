package dev.keybay.client.author;

import dev.keybay.client.cli.CommandFailure;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.jar.JarInspector;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.jar.JarInspector.Inspected;
import dev.keybay.format.jar.RunningHost;
import dev.keybay.format.naming.ReservedNames;
import dev.keybay.format.openapi.ApiPart;
import dev.keybay.format.openapi.ApiPartException;
import dev.keybay.format.signature.SignatureReport;
import dev.keybay.format.signature.SignedEntries;
import dev.keybay.format.signature.Signer;
import dev.keybay.format.signature.SignerTrust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.osgi.framework.Version;

/** Looks at a jar with the host's own eyes: the same code, without a host. */
final class PackageCheck {
  private final Path jar;
  private final List<Finding> errors = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  private PackageCheck(Path jar) {
    this.jar = jar;
  }

  /**
   * Looks at it.
   *
   * @param trusted a file of certificates: one of them must vouch for who signed the jar
   * @throws CommandFailure if a file cannot be read
   */
  static Findings look(Path jar, Optional<Path> trusted) {
    return new PackageCheck(jar).look(trusted);
  }

  private Findings look(Optional<Path> trusted) {
    try {
      Inspected inspected = JarInspector.inspect(jar);
      inspected
          .identity()
          .descriptor()
          .ifPresentOrElse(
              this::described,
              () ->
                  warn(
                      "it has no "
                          + Descriptor.ENTRY
                          + " (format 1): only administrators can call it, and it cannot be"
                          + " updated"));
      openApi(inspected);
      return findings(Optional.of(inspected), signer(trusted));
    } catch (BadJarException e) {
      errors.add(Finding.of(e));
      return findings(Optional.empty(), Optional.empty());
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + jar + ": " + e, e);
    }
  }

  private Findings findings(Optional<Inspected> plugin, Optional<Signer> signer) {
    return new Findings(plugin, signer, List.copyOf(errors), List.copyOf(warnings));
  }

  private void described(Descriptor descriptor) {
    descriptor
        .missingToPublish()
        .forEach(field -> warn(field + " is missing: a catalogue wants it"));
    for (String route : descriptor.routes()) {
      if (ReservedNames.ROUTES.contains(route)) {
        warn("the route '" + route + "' is reserved: only plugins that ship with a host get it");
      }
    }
    Optional.ofNullable(PackageCheck.class.getPackage().getImplementationVersion())
        .map(Version::parseVersion)
        .map(keybay -> new RunningHost(keybay, RunningHost.java(Runtime.version())))
        .flatMap(
            here -> here.problem(descriptor.compatibility(), descriptor.requests().isolation()))
        .ifPresent(this::warn);
  }

  /** A host takes the jar without it, so what is wrong with it is a warning. */
  private void openApi(Inspected plugin) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry part = file.getEntry(ApiPart.ENTRY);
      if (part != null) {
        try (InputStream in = file.getInputStream(part)) {
          var unused = ApiPart.read(in.readNBytes(ApiPart.MAX_BYTES + 1), plugin.identity());
        }
      }
    } catch (ApiPartException e) {
      warn(ApiPart.ENTRY + " cannot be used, so a host does not show it: " + e.getMessage());
    }
  }

  private Optional<Signer> signer(Optional<Path> trusted) throws IOException {
    SignedEntries.Result signed = SignedEntries.read(jar);
    Optional<SignatureReport> problem = signed.problem();
    if (problem.isPresent()) {
      // Nobody must sign, unless the author says that somebody did; half a signature is an error.
      if (trusted.isPresent() || !(problem.get() instanceof SignatureReport.Unsigned)) {
        problem.flatMap(SignatureReport::problem).map(Finding::of).ifPresent(errors::add);
      }
      return Optional.empty();
    }
    if (trusted.isEmpty()) {
      return Optional.of(Signer.of(signed.signers().get(0)));
    }
    SignatureReport report =
        new SignerTrust(certificates(trusted.get()))
            .best(signed.signers(), Clock.systemUTC().instant());
    report.problem().map(Finding::of).ifPresent(errors::add);
    return report.signer().or(() -> Optional.of(Signer.of(signed.signers().get(0))));
  }

  private static Set<X509Certificate> certificates(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Set<X509Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .collect(Collectors.toSet());
      if (all.isEmpty()) {
        throw new CommandFailure("there is no certificate in " + pem);
      }
      return all;
    } catch (IOException | CertificateException e) {
      throw new CommandFailure("cannot read certificates (PEM or DER) from " + pem + ": " + e, e);
    }
  }

  private void warn(String message) {
    warnings.add(Finding.of(message));
  }
}
