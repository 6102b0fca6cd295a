package dev.keybay.client;

/**
 * Configuration that the host gave the guest at launch and that the evidence covers. It is passed
 * through byte for byte, since its digest is what the hardware measured.
 *
 * @param body TOML with {@code version}, {@code algorithm} and a table {@code [data]}
 */
public record InitData(String body) {}
