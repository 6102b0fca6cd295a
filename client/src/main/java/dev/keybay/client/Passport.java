package dev.keybay.client;

/**
 * The outcome of an attestation that somebody else has done: the token and the key pair that it
 * names.
 */
public record Passport(BearerToken token, TeeKey key) {}
