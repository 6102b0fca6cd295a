package dev.keybay.client.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keybay plugin sign}. Needs no broker. */
@Command(
    name = "sign",
    description = {
      "Signs a plugin's jar, as jarsigner does, so that a host that requires signatures takes it.",
      "The key's password comes from --password-file, from the variable KEYBAY_KEY_PASSWORD, or"
          + " from the terminal or standard input."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay plugin sign hello-1.0.3.jar --key acme.p12",
      "  keybay plugin sign hello.jar --key acme.p12 --alias release --out signed/hello.jar"
    })
final class PluginSign implements Runnable {

  @Parameters(paramLabel = "JAR", description = "The jar; it is replaced unless --out is given.")
  private Path jar;

  @Option(
      names = "--key",
      paramLabel = "PKCS12",
      required = true,
      description = "The file with the key and its certificates.")
  private Path key;

  @Option(
      names = "--alias",
      paramLabel = "ALIAS",
      description = "Which key, if there are several in the file.")
  private Optional<String> alias = Optional.empty();

  @Option(names = "--out", paramLabel = "JAR", description = "Where the signed jar goes.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      description = "A timestamping authority: the signature then outlives the certificate.")
  private Optional<URI> tsa = Optional.empty();

  @Mixin private KeyPasswordOptions password;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JarSigning.requireTools(ModuleLayer.boot());
    SigningKey signer = SigningKey.read(key, alias, password.read());
    Path target = out.orElse(jar);
    JarSigning.sign(jar, target, signer, tsa);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("jar", target.toString());
    result.put("signer", signer.subject());
    result.put("fingerprint", signer.fingerprint());
    result.put("validUntil", signer.validUntil().toString());
    output.print(
        result,
        () ->
            "signed "
                + target
                + " by "
                + signer.subject()
                + ", valid until "
                + signer.validUntil()
                + "\n"
                + signer.fingerprint());
  }
}
