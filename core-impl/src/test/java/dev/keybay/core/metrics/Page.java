package dev.keybay.core.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The page of metrics as a scraper reads it. */
public record Page(String type, List<String> lines) {

  /** Scrapes. */
  public static Page of(Metrics metrics) {
    return of(metrics, "");
  }

  static Page of(Metrics metrics, String accept) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String[] type = {""};
    try {
      metrics.write(
          accept,
          contentType -> {
            type[0] = contentType;
            return bytes;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(type[0], bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /** The value of a series, for example {@code kbs_x_total{a="b"}}; empty if it is not there. */
  public Optional<Double> value(String series) {
    return lines.stream()
        .filter(line -> line.startsWith(series + " "))
        .map(line -> Double.valueOf(line.substring(series.length() + 1)))
        .findFirst();
  }

  /** How many series begin so. */
  public long count(String prefix) {
    return lines.stream().filter(line -> line.startsWith(prefix)).count();
  }
}
