package dev.keybay.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Produces the evidence of one TEE. Implementations must be thread-safe; an exception from one ends
 * the handshake and reaches its caller.
 */
public interface Attester {

  /** The TEE's name on the wire, for example {@code sample}, {@code snp} or {@code tdx}. */
  String tee();

  /**
   * Evidence that binds a digest.
   *
   * @param digest of nonce, TEE key and additional evidence: 48 bytes of SHA-384, for {@code se} 64
   *     bytes of SHA-512
   * @return a JSON value in the TEE's own form
   */
  @Nullable Object primaryEvidence(byte[] digest);

  /**
   * Evidence of further devices, none unless overridden.
   *
   * @param digest of nonce and TEE key
   * @return JSON text of an object, TEE name to evidence; empty for none
   */
  default String additionalEvidence(byte[] digest) {
    return "";
  }

  /** Init-data to send along, none unless overridden. */
  default Optional<InitData> initData() {
    return Optional.empty();
  }
}
