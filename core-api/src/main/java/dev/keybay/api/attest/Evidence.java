package dev.keybay.api.attest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a guest sent for one TEE.
 *
 * @param tee its name in the handshake
 * @param value the evidence, a JSON value as plain Java, unchecked
 * @param reportData the digest that the evidence must be bound to: 48 bytes (SHA-384), 64 for
 *     {@code se}; hardware fields of another length hold it padded with zero bytes or truncated
 * @param initDataDigest the digest of the init-data that the guest sent along, if it did
 */
public record Evidence(
    String tee, @Nullable Object value, byte[] reportData, Optional<byte[]> initDataDigest) {

  /** Without the bytes. */
  @Override
  public String toString() {
    return "Evidence[" + tee + "]";
  }
}
