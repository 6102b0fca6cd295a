package dev.keybay.client.trustee;

import dev.keybay.client.PolicyName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/**
 * The configuration of a Trustee KBS, in TOML, with all that it names.
 *
 * @param conf the settings folder of the broker that it shall go to
 * @param root what absolute names in it are below; empty: they are taken as they stand
 * @param insecure whether what opens Trustee to everybody opens Keybay too
 */
public record TrusteeConfig(Path file, Path conf, Optional<Path> root, boolean insecure) {
  private static final int MAX_BYTES = 1 << 20;

  /**
   * Reads all of it.
   *
   * @throws IllegalArgumentException if the file cannot be read or is not TOML; the message has the
   *     place and never the text, which may be secret
   */
  public Takeover read(Clock clock) {
    Takeover takeover = new Takeover();
    Section all = new Section(parse(), "", takeover);
    Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    Places places = new Places(base, root.map(Path::toAbsolutePath));
    Copies copies = new Copies(places, takeover);
    AdminReader admin =
        new AdminReader(takeover, copies, conf.toAbsolutePath().normalize(), insecure);
    Section service = all.section("attestation_service");
    new HttpReader(takeover, copies).read(all.section("http_server"));
    admin.read(all.section("admin"));
    new TokenReader(takeover, copies, admin, insecure)
        .read(all.section("attestation_token"), AttestationReader.isBuiltIn(service));
    new AttestationReader(takeover, copies).read(service);
    data(all, service, places, new DataReader(takeover, clock), takeover);
    all.sweep();
    return takeover;
  }

  private static void data(
      Section all, Section service, Places places, DataReader data, Takeover takeover) {
    Stores stores = new Stores(all.section("storage_backend"), places, takeover);
    new PluginsReader(takeover, places, stores, data).read(all.sections("plugins"));
    Section engine = all.section("policy_engine");
    Optional<String> policy = engine.text("policy_path");
    if (policy.isPresent()) {
      String from = engine.place("policy_path");
      data.policy(new Store.Entry("", from, () -> places.read(policy.get())), PolicyName.GLOBAL);
    } else {
      stores.read("kbs", Optional.empty(), data::resourcePolicy);
    }
    stores.read(
        "attestation_service_policy", service.text("storage_type"), data::attestationPolicy);
    stores.read(
        "reference_value",
        service.section("rvps_config").text("storage_type"),
        data::referenceValue);
    stores.passOver("kbs_protocol_session", true, "sessions stay behind: guests attest anew");
    stores.passOver("provisioner", false, "there is no provisioner here: keybay resource set");
  }

  private TomlParseResult parse() {
    String text;
    try {
      text = new String(Places.read(file, MAX_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    TomlParseResult parsed;
    try {
      parsed = Toml.parse(text);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(file + ": nested too deep", e);
    }
    if (parsed.hasErrors()) {
      TomlPosition at = parsed.errors().get(0).position();
      throw new IllegalArgumentException(
          file + ": not TOML at line " + at.line() + ", column " + at.column());
    }
    return parsed;
  }
}
