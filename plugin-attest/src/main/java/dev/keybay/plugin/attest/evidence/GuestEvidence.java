package dev.keybay.plugin.attest.evidence;

import dev.keybay.plugin.attest.initdata.InitData;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a guest sends to be verified.
 *
 * @param primary the evidence of the TEE that the handshake is for, unchecked
 * @param additional the evidence of further devices by TEE name, in the order they were sent
 * @param runtimeData what the primary evidence must be bound to
 * @param initData what the guest says it was started with
 */
public record GuestEvidence(
    @Nullable Object primary,
    Map<String, @Nullable Object> additional,
    RuntimeData runtimeData,
    Optional<InitData> initData) {
  private static final int MAX_DEVICES = 32;

  /**
   * Reads the text of additional evidence: empty, or JSON from TEE name to evidence.
   *
   * @throws JsonException if it is not that
   */
  public static Map<String, @Nullable Object> additional(String text) throws JsonException {
    if (text.isEmpty()) {
      return Map.of();
    }
    if (!(Json.read(text) instanceof Map<?, ?> devices)) {
      throw new JsonException("expected additional_evidence to hold an object");
    }
    if (devices.size() > MAX_DEVICES) {
      throw new JsonException("expected at most " + MAX_DEVICES + " additional devices");
    }
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    for (Map.Entry<?, ?> device : devices.entrySet()) {
      String tee = (String) device.getKey();
      if (!TeeName.wellFormed(tee)) {
        throw new JsonException("expected names of TEEs in additional_evidence");
      }
      evidence.put(tee, device.getValue());
    }
    return evidence;
  }
}
