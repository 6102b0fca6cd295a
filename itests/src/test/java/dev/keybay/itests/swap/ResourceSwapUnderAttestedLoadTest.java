package dev.keybay.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.client.KbsClient;
import dev.keybay.client.ResourcePath;
import dev.keybay.client.SampleAttester;
import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import dev.keybay.client.demo.PluginRepacker;
import dev.keybay.client.demo.PluginSwapper;
import dev.keybay.client.load.Exchange;
import dev.keybay.client.load.LoadGenerator;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plugin that serves secrets is replaced while attested guests read and decrypt through it. */
final class ResourceSwapUnderAttestedLoadTest {
  private static final int SWAPS = Integer.getInteger("keybay.swaps", 10);
  private static final int READERS = 12;
  private static final String POLICY =
      "package policy\ndefault allow := false\nallow if data.plugin == \"resource\"\n";
  private static final ResourcePath SECRET = ResourcePath.parse("it/key/1");
  private static final byte[] VALUE = "open sesame".getBytes(StandardCharsets.UTF_8);

  private Broker broker;
  private Deployment plugins;

  @BeforeEach
  void start() throws IOException {
    broker = Broker.start("--sample-tee");
    plugins = new Deployment(broker);
    broker.admin().setResourcePolicy(POLICY);
    broker.admin().setResource(SECRET, VALUE);
  }

  @AfterEach
  void stop() throws IOException {
    broker.close();
  }

  @Test
  void everyAnswerIsAWholeSecretAndNoGuestAttestsTwice() throws Exception {
    List<ResourceWriter> writers = List.of(writer("a"), writer("b"));
    try (LoadGenerator load =
        LoadGenerator.start(READERS + writers.size(), "all", index -> exchange(index, writers))) {
      swapAndRemove();
      Load.assertNoneFailed(load);
    }
    assertEquals(READERS, Metric.of(broker, "kbs_auth_requests_total"));
    assertEquals(READERS, Metric.of(broker, "kbs_attestation_requests_total"));
    for (ResourceWriter writer : writers) {
      assertEquals(writer.acknowledged(), read(writer.resource()));
    }
  }

  /** At last the version that ships serves again. */
  private void swapAndRemove() throws IOException {
    PluginRepacker repacker = new PluginRepacker(PluginSwapper.jarOf(Broker.HOME, "resource"));
    String shipped = repacker.version();
    for (int i = 1; i <= SWAPS; i++) {
      String version = PluginRepacker.raise(shipped, i);
      broker.drop(repacker.repack(version), "resource.jar");
      plugins.awaitState("resource", version, "SERVING");
      if (i > 1) {
        plugins.awaitGone("resource", PluginRepacker.raise(shipped, i - 1));
      }
    }
    Files.delete(broker.deploy().resolve("resource.jar"));
    plugins.awaitGone("resource", PluginRepacker.raise(shipped, SWAPS));
  }

  private ResourceWriter writer(String name) throws IOException {
    return new ResourceWriter(broker, ResourcePath.parse("it/written/" + name));
  }

  private Exchange exchange(int index, List<ResourceWriter> writers) throws IOException {
    return index < READERS
        ? new AttestedReader(broker, SECRET, VALUE)
        : writers.get(index - READERS);
  }

  private String read(ResourcePath resource) {
    KbsClient guest =
        KbsClient.attesting(
            broker.connection(), TeeKey.generate(TeeKeyAlgorithm.P256), new SampleAttester());
    return new String(guest.getResource(resource), StandardCharsets.UTF_8);
  }
}
