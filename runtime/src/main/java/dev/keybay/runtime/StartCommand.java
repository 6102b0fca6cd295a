package dev.keybay.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "start",
    description = {
      "Starts a broker in the foreground, on 127.0.0.1 unless the settings say otherwise.",
      "It prints 'ready http://127.0.0.1:PORT' when it serves; its log goes to standard error and to"
          + " log/keybay.log in the data folder."
    })
final class StartCommand implements Callable<Integer> {
  private final @Nullable CryptoProvider loading;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "TCP port, 0 for a free one; KEYBAY_PORT; default 8080")
  private @Nullable Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where everything is kept; KEYBAY_DATA; default data/ of the distribution")
  private @Nullable Path data;

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      description = "settings; KEYBAY_CONF; default conf/ of the distribution")
  private @Nullable Path conf;

  @Option(
      names = "--deploy",
      paramLabel = "DIR",
      description = "watched for plugins; KEYBAY_DEPLOY; default deploy/ of the distribution")
  private @Nullable Path deploy;

  @Option(
      names = "--sample-tee",
      description =
          "accept evidence of the sample TEE, which proves nothing: for trying out only;"
              + " KEYBAY_SAMPLE_TEE=true")
  private boolean sampleTee;

  @Option(
      names = "--set",
      paramLabel = "NAME.KEY=VALUE",
      description =
          "one setting, which wins over conf/NAME.json; repeatable; KEYBAY_SET, with ; or line ends"
              + " between")
  private List<String> set = List.of();

  /**
   * A start.
   *
   * @param loading the crypto provider, if it is being loaded already
   */
  StartCommand(@Nullable CryptoProvider loading) {
    this.loading = loading;
  }

  @Override
  public Integer call() {
    try {
      LaunchPlan plan =
          new LaunchPlan(
              Environment.home(),
              Environment.data(data),
              Environment.folder(conf, "KEYBAY_CONF"),
              Environment.folder(deploy, "KEYBAY_DEPLOY"),
              StartSettings.of(LaunchPlan.port(port), set, sampleTee));
      return Broker.run(plan, loading != null ? loading : CryptoProvider.load());
    } catch (StartupException e) {
      System.err.println("keybay: " + e.getMessage());
      return 1;
    }
  }
}
