package dev.keybay.client.cli;

import dev.keybay.client.Attester;
import dev.keybay.client.InitData;
import dev.keybay.client.SampleAttester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The sample TEE's evidence; evidence of real TEEs is made inside of them. */
final class SampleTeeOptions {

  @Option(
      names = "--init-data",
      paramLabel = "FILE",
      description = "Send this init-data (TOML) along.")
  private Optional<Path> initData = Optional.empty();

  @Option(names = "--sample-device", description = "Add the evidence of a sample device.")
  private boolean device;

  Attester attester() {
    SampleAttester attester = new SampleAttester();
    if (initData.isPresent()) {
      try {
        attester = attester.withInitData(new InitData(Files.readString(initData.get())));
      } catch (IOException e) {
        throw new CommandFailure("cannot read " + initData.get() + ": " + e, e);
      }
    }
    return device ? attester.withDevice() : attester;
  }
}
