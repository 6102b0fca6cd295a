package dev.keybay.client.trustee;

import dev.keybay.client.Json;
import dev.keybay.client.PolicyName;
import dev.keybay.client.ResourcePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of the stores: resources, policies and reference values. */
final class DataReader {
  private static final String REGO = ".rego";

  private final Takeover takeover;
  private final Clock clock;

  DataReader(Takeover takeover, Clock clock) {
    this.takeover = takeover;
    this.clock = clock;
  }

  void resource(Store.Entry entry) {
    try {
      takeover.add(
          new Item.Resource(entry.from(), ResourcePath.parse(entry.key()), entry.content()));
    } catch (IllegalArgumentException e) {
      takeover.left("resource " + entry.key(), entry.from(), "a name has three parts, a/b/c");
    }
  }

  /** An entry of the namespace {@code kbs}: the one resource policy. */
  void resourcePolicy(Store.Entry entry) {
    if (entry.key().equals("resource-policy" + REGO)) {
      policy(entry, PolicyName.GLOBAL);
    } else {
      takeover.left(entry.key(), entry.from(), "unknown to this import");
    }
  }

  /** An entry {@code ID.rego}. */
  void attestationPolicy(Store.Entry entry) {
    if (entry.key().endsWith(REGO)) {
      String id = entry.key().substring(0, entry.key().length() - REGO.length());
      policy(entry, PolicyName.attestation(id));
    } else {
      takeover.left("attestation policy " + entry.key(), entry.from(), "expected ID.rego");
    }
  }

  void policy(Store.Entry entry, PolicyName name) {
    try {
      takeover.add(
          new Item.Policy(name.toString(), entry.from(), name, text(entry.content().read())));
    } catch (CharacterCodingException e) {
      takeover.left(name.toString(), entry.from(), "it is not text in UTF-8");
    } catch (IOException e) {
      takeover.left(name.toString(), entry.from(), "cannot be read: " + e.getMessage());
    }
  }

  /** A record {@code {version, name, expiration, value}}. */
  void referenceValue(Store.Entry entry) {
    String what = "reference value " + entry.key();
    try {
      Map<String, @Nullable Object> stored = Json.parseObject(entry.content().read());
      Instant expiration = Instant.parse(Json.string(stored, "expiration"));
      if (!expiration.isAfter(clock.instant())) {
        takeover.left(
            what,
            entry.from(),
            "it expired at " + expiration + ", which Trustee does not heed: set it anew");
        return;
      }
      String id = Json.string(stored, "name");
      takeover.add(new Item.ReferenceValue(entry.from(), id, stored.get("value"), expiration));
    } catch (IOException e) {
      takeover.left(what, entry.from(), "cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException | DateTimeException e) {
      takeover.left(what, entry.from(), "expected JSON with name, expiration and value");
    }
  }

  private static String text(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }
}
