package dev.keybay.format.descriptor;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What a plugin asks to be bounded by; empty means the host's own bound.
 *
 * @param heap bytes, 1 MiB to 1 TiB
 * @param cpu processors, above 0 to 1024
 * @param pids processes and threads, 1 to 100000
 * @param openFiles 1 to 1000000
 * @param requestBytes the largest body, 1 byte to 1 GiB
 * @param concurrency requests inside at once, 1 to 10000
 * @param callTimeout of one request
 * @param startTimeout of its start
 * @param drainTimeout of its last requests
 */
public record Limits(
    Optional<Long> heap,
    Optional<Double> cpu,
    Optional<Integer> pids,
    Optional<Integer> openFiles,
    Optional<Long> requestBytes,
    Optional<Integer> concurrency,
    Optional<Duration> callTimeout,
    Optional<Duration> startTimeout,
    Optional<Duration> drainTimeout) {
  /** The host's own. */
  public static final Limits NONE =
      new Limits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final double MAX_CPU = 1024;

  static Limits read(Fields root) throws DescriptorException {
    Optional<Node> node = root.node("limits");
    if (node.isEmpty()) {
      return NONE;
    }
    Fields fields = Fields.of(node.get(), Level.LIMITS);
    return new Limits(
        Amounts.size(fields, "heap", 1L << 20, 1L << 40),
        cpu(fields),
        fields.integer("pids", 1, 100_000),
        fields.integer("openFiles", 1, 1_000_000),
        Amounts.size(fields, "requestBytes", 1, 1L << 30),
        fields.integer("concurrency", 1, 10_000),
        Amounts.duration(fields, "callTimeout"),
        Amounts.duration(fields, "startTimeout"),
        Amounts.duration(fields, "drainTimeout"));
  }

  private static Optional<Double> cpu(Fields fields) throws DescriptorException {
    @Nullable Node node = fields.node("cpu").orElse(null);
    if (node == null) {
      return Optional.empty();
    }
    if (YamlTree.value(node) instanceof Number number
        && number.doubleValue() > 0
        && number.doubleValue() <= MAX_CPU) {
      return Optional.of(number.doubleValue());
    }
    throw YamlTree.error(
        node, "expected cpu: a number of processors, for example 0.5; found " + Found.of(node));
  }
}
