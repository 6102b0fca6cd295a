package dev.keybay.client.trustee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Trustee KBS on disk: a configuration, and the files that it names. */
record TrusteeFolder(Path folder) {
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  static final String KEY =
      "-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n";
  static final String CERTIFICATE =
      "-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydA==\n-----END CERTIFICATE-----\n";

  Path conf() throws IOException {
    return Files.createDirectories(folder.resolve("conf"));
  }

  /** A file below the folder; the absolute name. */
  Path file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  Takeover read(String toml) throws IOException {
    return read(toml, Optional.empty(), false);
  }

  Takeover read(String toml, Optional<Path> root, boolean insecure) throws IOException {
    Path config = file("kbs-config.toml", toml);
    return new TrusteeConfig(config, conf(), root, insecure).read(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** All settings that would be written: {@code FILE KEY} to value. */
  static Map<String, Object> settings(Takeover takeover) {
    return takeover
        .items(Item.Setting.class)
        .collect(Collectors.toMap(Item.Setting::to, Item.Setting::value));
  }

  /** What is not carried, with its line or store. */
  static List<String> findings(Takeover takeover) {
    return takeover.findings().stream()
        .filter(one -> !one.what().startsWith("store "))
        .map(
            one ->
                one.state() + ": " + one.what() + (one.from().isEmpty() ? "" : ", " + one.from()))
        .toList();
  }

  static List<String> resources(Takeover takeover) {
    return takeover.items(Item.Resource.class).map(one -> one.path().toString()).toList();
  }

  static String base64(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
