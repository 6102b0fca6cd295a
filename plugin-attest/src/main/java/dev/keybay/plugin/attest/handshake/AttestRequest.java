package dev.keybay.plugin.attest.handshake;

import dev.keybay.plugin.attest.evidence.GuestEvidence;
import dev.keybay.plugin.attest.evidence.RuntimeData;
import dev.keybay.plugin.attest.initdata.InitData;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second message of a handshake.
 *
 * @param initData {@code format} and {@code body}, unread
 * @param nonce that the guest says it was given
 * @param teeKey the guest's public key
 * @param primary evidence, unchecked
 * @param additional the text of additional evidence, exactly as it came
 */
record AttestRequest(
    Optional<JsonObject> initData,
    String nonce,
    Map<String, @Nullable Object> teeKey,
    @Nullable Object primary,
    String additional) {

  static AttestRequest read(byte[] body) throws JsonException {
    JsonObject message = Json.readObject(body);
    JsonObject runtimeData = message.object("runtime-data");
    JsonObject evidence = message.object("tee-evidence");
    return new AttestRequest(
        message.optionalObject("init-data"),
        runtimeData.string("nonce"),
        TeeKey.members(runtimeData.object("tee-pubkey")),
        evidence.value("primary_evidence"),
        evidence.string("additional_evidence"));
  }

  /**
   * Everything to be verified.
   *
   * @throws JsonException if init-data or additional evidence is malformed
   */
  GuestEvidence evidence() throws JsonException {
    return new GuestEvidence(
        primary,
        GuestEvidence.additional(additional),
        RuntimeData.primary(nonce, teeKey, additional),
        initData.isPresent() ? Optional.of(InitData.of(initData.get())) : Optional.empty());
  }
}
